package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The approvals inbox.
 *
 * @param now to say how long each has waited
 * @param notice what became of the last decision
 */
record RequestsView(
    String tenant,
    List<RequestView> requests,
    List<DecisionView> decided,
    Filter filter,
    Instant now,
    @Nullable Notice notice) {

  /**
   * Which part of the inbox is shown.
   *
   * @param all whether also what is not the reader's side's turn
   * @param next the next page's address; null on the last
   */
  record Filter(String search, boolean all, boolean first, @Nullable String next) {
    static final Filter NONE = new Filter("", false, true, null);

    public boolean isSet() {
      return all || !search.isEmpty() || !first;
    }
  }

  /** Whether there is more than one to decide. */
  public boolean isMany() {
    return requests.stream().filter(one -> one.mine() && !one.own()).count() > 1;
  }

  /** A sentence on top of the page; {@code tone} is {@code good}, {@code warn} or {@code bad}. */
  record Notice(String tone, String title, String text) {}

  /**
   * One request with all that a decision needs.
   *
   * @param limits each in words
   * @param stands whose turn it is: "1 of 2: waiting for Acme's approvers"
   * @param votesLeft how many have to agree besides the reader
   * @param mine whether it is for the reader to decide
   * @param mayRefuse whether the reader may refuse it although it is another's turn
   * @param own why the reader may not decide it: their own, or of a tenant they belong to
   * @param wrong what was wrong with the reason that the reader gave
   */
  record RequestView(
      String id,
      int version,
      String consumer,
      String consumerSlug,
      String application,
      String product,
      String plan,
      boolean test,
      @Nullable String askedBy,
      @Nullable String askedByEmail,
      Instant askedAt,
      String stands,
      int votesLeft,
      List<String> limits,
      Money monthly,
      Money perCall,
      Instant customerSince,
      Money balance,
      long openInvoices,
      List<EarlierView> history,
      boolean own,
      boolean mine,
      boolean mayRefuse,
      @Nullable String wrong) {

    public boolean isRefusable() {
      return mine || mayRefuse;
    }

    public boolean earnsNothing() {
      return monthly.isZero() && perCall.isZero();
    }
  }

  record EarlierView(String product, String plan, StateView state, Instant at) {}

  record DecisionView(
      String consumer,
      String application,
      String plan,
      boolean approved,
      @Nullable String decidedBy,
      String reason,
      Instant at) {}
}

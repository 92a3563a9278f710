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
    boolean mayDecide,
    Instant now,
    @Nullable Notice notice) {

  /** A sentence on top of the page; {@code tone} is {@code good}, {@code warn} or {@code bad}. */
  record Notice(String tone, String title, String text) {}

  /**
   * One request with all that a decision needs.
   *
   * @param limits each in words
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
      int position,
      int of,
      List<String> limits,
      Money monthly,
      Money perCall,
      Instant customerSince,
      Money balance,
      long openInvoices,
      List<EarlierView> history,
      boolean own,
      @Nullable String wrong) {

    public boolean earnsNothing() {
      return monthly.isZero() && perCall.isZero();
    }

    public boolean onlyStep() {
      return of == 1;
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

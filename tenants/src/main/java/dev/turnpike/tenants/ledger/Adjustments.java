package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Corrections of a customer's balance by the publisher: each has a reason, which the customer reads
 * on the statement; above the tenant's limit a second person with the permission approves. Nothing
 * is posted twice, and never below what calls hold or the overdraft allows.
 */
@ApplicationScoped
public class Adjustments {
  private static final int MOST_LISTED = 200;
  private static final int LONGEST = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Posting posting;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Adjustments(Tenancy tenancy, Rows rows, Posting posting, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.posting = posting;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What somebody wants.
   *
   * @param amount a decimal in the account's currency; negative takes credit away
   * @param given whether it is a gift, which burns before what was paid for
   * @param expiresAt when what remains of it is gone; null: never
   */
  public record Wish(String amount, String reason, boolean given, @Nullable Instant expiresAt) {}

  @RegisterForReflection
  record Account(UUID id, String currency, long limit, boolean alone) {}

  /** The publisher's own, those that wait first. */
  public Uni<List<Adjustment>> list(Acting acting) {
    acting.require(Permission.SEE_CONSUMERS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    AdjustmentRow.class,
                    AdjustmentRow.SELECT
                        + " order by x.verdict is not null, x.proposed_at desc limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(AdjustmentRow::adjustment).toList());
  }

  @RegisterForReflection
  record Limit(long amount) {}

  /** Above how many micro-units of an account's currency a second person must approve. */
  public Uni<Long> limit(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    Limit.class,
                    "select adjustment_limit as amount from tenant where id = :tenant",
                    Map.of("tenant", acting.tenant().value())))
        .map(found -> found.orElseThrow().amount());
  }

  /** Sets that limit; 0 asks for a second person each time. */
  public Uni<LedgerAnswer> setLimit(Acting acting, String amount) {
    acting.require(Permission.MANAGE_MEMBERS);
    if (!amount.strip().matches("[0-9]{1,9}([.][0-9]{1,6})?")) {
      return invalid("amount", "A decimal from 0, such as 100.00.");
    }
    long micros = Money.of(amount.strip(), "USD").micros();
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update tenant set adjustment_limit = :amount where id = :tenant",
                    Map.of("amount", micros, "tenant", acting.tenant().value()))
                .chain(
                    () ->
                        audit.note(
                            session,
                            acting.tenant(),
                            acting.person(),
                            "adjustment-limit.set",
                            "tenant",
                            acting.tenant().toString(),
                            Map.of("amount", amount.strip())))
                .replaceWith(new LedgerAnswer.Posted(acting.tenant().value())));
  }

  public Uni<LedgerAnswer> propose(Acting acting, AccountId account, Wish wish) {
    acting.require(Permission.ADJUST_WALLET);
    if (wish.reason().isBlank() || wish.reason().length() > LONGEST) {
      return invalid(
          "reason", "Say why in 1 to " + LONGEST + " characters; the customer reads it.");
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            account(session, acting, account)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new LedgerAnswer.Unknown())
                            : propose(session, acting, found.get(), wish)));
  }

  private Uni<LedgerAnswer> propose(
      Mutiny.Session session, Acting acting, Account account, Wish wish) {
    Optional<Money> amount = money(wish.amount(), account.currency());
    if (amount.isEmpty()) {
      return invalid(
          "amount", "A decimal such as 12.50 or -3, in " + account.currency() + ", not zero.");
    }
    if (wish.expiresAt() != null && !amount.get().isPositive()) {
      return invalid("expires_at", "Only credit expires.");
    }
    UUID id = ids.next();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("account", account.id());
    values.put("amount", amount.get().micros());
    values.put("currency", account.currency());
    values.put("lot", wish.given() ? "promo" : "paid");
    values.put("expires", wish.expiresAt() == null ? null : wish.expiresAt().toString());
    values.put("reason", wish.reason().strip());
    values.put("person", acting.person().value());
    values.put("now", clock.instant());
    return rows.change(
            session,
            """
            insert into adjustment (id, tenant_id, account_id, amount, currency, lot, expires_at,
              reason, proposed_by, proposed_at)
            values (:id, :tenant, :account, :amount, :currency, :lot,
              cast(cast(:expires as text) as timestamptz), :reason, :person, :now)
            """,
            values)
        .chain(() -> note(session, acting, id, "adjustment.proposed", amount.get()))
        .chain(
            () ->
                Math.abs(amount.get().micros()) > account.limit()
                    ? Uni.createFrom().item(new LedgerAnswer.Waits(id))
                    : find(session, acting, id)
                        .chain(row -> post(session, acting, row.orElseThrow(), "")));
  }

  /** Posts what another proposed. */
  public Uni<LedgerAnswer> approve(Acting acting, UUID adjustment) {
    acting.require(Permission.APPROVE_ADJUSTMENT);
    return decide(acting, adjustment, null);
  }

  /** Leaves the balance; the proposer reads why. */
  public Uni<LedgerAnswer> reject(Acting acting, UUID adjustment, String reason) {
    acting.require(Permission.APPROVE_ADJUSTMENT);
    return reason.isBlank() || reason.length() > LONGEST
        ? invalid("reason", "Say why in 1 to " + LONGEST + " characters.")
        : decide(acting, adjustment, reason.strip());
  }

  private Uni<LedgerAnswer> decide(Acting acting, UUID id, @Nullable String refusal) {
    return tenancy.as(
        acting.tenant(),
        session ->
            find(session, acting, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new LedgerAnswer.Unknown())
                            : decide(session, acting, found.get(), refusal)));
  }

  private Uni<LedgerAnswer> decide(
      Mutiny.Session session, Acting acting, AdjustmentRow row, @Nullable String refusal) {
    if (row.verdict() != null) {
      return conflict("It is " + row.verdict() + " already.");
    }
    boolean own = row.proposedBy().equals(acting.person().value());
    return account(session, acting, new AccountId(row.accountId()))
        .chain(
            account -> {
              if (own && !account.orElseThrow().alone()) {
                return Uni.createFrom().item(new LedgerAnswer.OwnProposal());
              }
              return refusal == null
                  ? post(session, acting, row, "")
                  : verdict(session, acting, row.id(), "rejected", refusal)
                      .chain(
                          () ->
                              note(
                                  session,
                                  acting,
                                  row.id(),
                                  "adjustment.rejected",
                                  row.adjustment().amount()))
                      .replaceWith(new LedgerAnswer.Rejected(row.id()));
            });
  }

  private Uni<LedgerAnswer> post(
      Mutiny.Session session, Acting acting, AdjustmentRow row, String answer) {
    return posting
        .adjust(session, row)
        .chain(
            posted ->
                posted
                    ? verdict(session, acting, row.id(), "posted", answer)
                        .chain(
                            () ->
                                note(
                                    session,
                                    acting,
                                    row.id(),
                                    "adjustment.posted",
                                    row.adjustment().amount()))
                        .replaceWith(new LedgerAnswer.Posted(row.id()))
                    : conflict(
                        "The balance is less than that, or calls in flight hold it. Take less."));
  }

  private Uni<Integer> verdict(
      Mutiny.Session session, Acting acting, UUID id, String verdict, String answer) {
    return rows.change(
        session,
        "update adjustment set verdict = :verdict, answer = :answer, decided_by = :person,"
            + " decided_at = :now where id = :id and verdict is null",
        Map.of(
            "id",
            id,
            "verdict",
            verdict,
            "answer",
            answer,
            "person",
            acting.person().value(),
            "now",
            clock.instant()));
  }

  /** Locked: two people who decide at once decide once. */
  private Uni<Optional<AdjustmentRow>> find(Mutiny.Session session, Acting acting, UUID id) {
    return rows.first(
        session,
        AdjustmentRow.class,
        AdjustmentRow.SELECT + " and x.id = :id for update of x",
        Map.of("tenant", acting.tenant().value(), "id", id));
  }

  private Uni<Optional<Account>> account(Mutiny.Session session, Acting acting, AccountId id) {
    return rows.first(
        session,
        Account.class,
        """
        select a.id, a.currency, t.adjustment_limit as limit,
          (select count(*) from membership m where m.tenant_id = t.id) = 1 as alone
        from account a join tenant t on t.id = a.publisher_id
        where a.id = :id and a.publisher_id = :tenant
        """,
        Map.of("id", id.value(), "tenant", acting.tenant().value()));
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, UUID id, String action, Money amount) {
    return audit.note(
        session,
        acting.tenant(),
        acting.person(),
        action,
        "adjustment",
        id.toString(),
        Map.of("amount", amount.toString()));
  }

  static Optional<Money> money(String text, String currency) {
    try {
      return text.strip().matches("[+-]?[0-9]{1,9}([.][0-9]{1,6})?")
          ? Optional.of(Money.of(text.strip(), Currency.getInstance(currency)))
              .filter(money -> !money.isZero())
          : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Uni<LedgerAnswer> invalid(String field, String detail) {
    return Uni.createFrom().item(new LedgerAnswer.Invalid(field, detail));
  }

  private static Uni<LedgerAnswer> conflict(String detail) {
    return Uni.createFrom().item(new LedgerAnswer.Conflict(detail));
  }
}

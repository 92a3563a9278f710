package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.billing.PaymentProvider;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.ThisContext;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives a top-up's money back: only what remains of the very lot it made, so that nobody is paid
 * back what they have used. The credit leaves the wallet before the processor is asked, and comes
 * back if it says no; silence leaves the refund pending, which is not a no.
 */
@ApplicationScoped
public class Refunds {
  private static final Logger LOG = Logger.getLogger(Refunds.class);
  private static final int MOST_LISTED = 100;
  private static final int LONGEST_REASON = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Posting posting;
  private final PaymentProvider provider;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private final Duration patience;

  Refunds(
      Tenancy tenancy,
      Rows rows,
      Posting posting,
      PaymentProvider provider,
      Audit audit,
      Ids ids,
      Clock clock,
      @ConfigProperty(name = "turnpike.payments.patience", defaultValue = "3s") Duration patience) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.posting = posting;
    this.provider = provider;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.patience = patience;
  }

  @RegisterForReflection
  record RefundRow(
      UUID id,
      UUID paymentId,
      long amount,
      String currency,
      String reason,
      String state,
      OffsetDateTime askedAt) {
    Refund refund() {
      return new Refund(
          id,
          paymentId,
          new Money(amount, Currency.getInstance(currency)),
          reason,
          state,
          askedAt.toInstant());
    }
  }

  @RegisterForReflection
  record Paid(
      UUID id, UUID accountId, long amount, String currency, @Nullable String processorId) {}

  private record Begun(Paid payment, UUID refund, Money amount) {}

  private sealed interface Beginning {}

  private record Refusal(LedgerAnswer why) implements Beginning {}

  private record Started(Begun begun) implements Beginning {}

  /** The account's, newest first; either side may look. */
  public Uni<List<Refund>> of(Acting acting, AccountId account) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    RefundRow.class,
                    "select id, payment_id, amount, currency, reason, state, asked_at from refund"
                        + " where account_id = :account order by id desc limit :most",
                    Map.of("account", account.value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(RefundRow::refund).toList());
  }

  /**
   * Refunds a succeeded top-up of one of the publisher's customers.
   *
   * @param amount a decimal; null: all that remains
   */
  public Uni<LedgerAnswer> refund(
      Acting acting, UUID payment, @Nullable String amount, String reason) {
    acting.require(Permission.ADJUST_WALLET);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return answer(
          new LedgerAnswer.Invalid(
              "reason",
              "Say why in 1 to " + LONGEST_REASON + " characters; the customer reads it."));
    }
    return tenancy
        .as(acting.tenant(), session -> begin(session, acting, payment, amount, reason.strip()))
        .chain(
            begun ->
                switch (begun) {
                  case Refusal(LedgerAnswer why) -> answer(why);
                  case Started(Begun it) -> pay(acting, it);
                });
  }

  private Uni<Beginning> begin(
      Mutiny.Session session, Acting acting, UUID payment, @Nullable String amount, String reason) {
    return rows.first(
            session,
            Paid.class,
            """
            select id, account_id, amount, currency, processor_id from payment
            where id = :id and publisher_id = :tenant and purpose = 'top-up'
              and state = 'succeeded'
            """,
            Map.of("id", payment, "tenant", acting.tenant().value()))
        .chain(
            found ->
                found
                    .map(paid -> begin(session, acting, paid, amount, reason))
                    .orElseGet(() -> refused(new LedgerAnswer.Unknown())));
  }

  private Uni<Beginning> begin(
      Mutiny.Session session, Acting acting, Paid paid, @Nullable String wanted, String reason) {
    Optional<Money> amount =
        wanted == null || wanted.isBlank()
            ? Optional.of(new Money(paid.amount(), Currency.getInstance(paid.currency())))
            : Adjustments.money(wanted, paid.currency()).filter(Money::isPositive);
    if (amount.isEmpty()) {
      return refused(
          new LedgerAnswer.Invalid(
              "amount", "A decimal above zero, or nothing for all that remains."));
    }
    boolean all = wanted == null || wanted.isBlank();
    return posting
        .refundable(session, paid.id())
        .chain(
            free -> {
              long most = Math.min(free, amount.get().micros());
              if (most <= 0 || (!all && most < amount.get().micros())) {
                return refused(
                    new LedgerAnswer.Conflict(
                        "Of this payment "
                            + new Money(Math.max(0, free), amount.get().currency())
                            + " is neither used nor held by calls."));
              }
              Money back = new Money(most, amount.get().currency());
              Begun begun = new Begun(paid, ids.next(), back);
              return posting
                  .unwind(session, paid.id(), begun.refund(), reason, most)
                  .chain(() -> insert(session, acting, paid, begun.refund(), back, reason))
                  .replaceWith(new Started(begun));
            });
  }

  private static Uni<Beginning> refused(LedgerAnswer why) {
    return Uni.createFrom().item(new Refusal(why));
  }

  private Uni<Void> insert(
      Mutiny.Session session, Acting acting, Paid paid, UUID refund, Money amount, String reason) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", refund);
    values.put("payment", paid.id());
    values.put("amount", amount.micros());
    values.put("reason", reason);
    values.put("person", acting.person().value());
    values.put("now", clock.instant());
    return rows.change(
            session,
            """
            insert into refund (id, publisher_id, consumer_id, account_id, payment_id, amount,
              currency, reason, state, asked_by, asked_at, changed_at)
            select :id, publisher_id, consumer_id, account_id, id, :amount, currency, :reason,
              'pending', :person, :now, :now
            from payment where id = :payment
            """,
            values)
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "payment.refunded",
                    "payment",
                    paid.id().toString(),
                    Map.of("amount", amount.toString(), "reason", reason)));
  }

  private Uni<LedgerAnswer> pay(Acting acting, Begun it) {
    return provider
        .refund(it.refund(), it.payment().processorId(), it.amount())
        .ifNoItem()
        .after(patience)
        .fail()
        .onFailure()
        .invoke(failed -> LOG.warnf(failed, "refund %s: no answer", it.refund()))
        .onFailure()
        .recoverWithNull()
        .emitOn(ThisContext.executor())
        .chain(
            answer ->
                switch (answer) {
                  case null -> answer(new LedgerAnswer.Waits(it.refund()));
                  case PaymentProvider.Refunded.Done(String id) ->
                      tenancy
                          .as(acting.tenant(), session -> end(session, it, "succeeded", id))
                          .replaceWith(new LedgerAnswer.Posted(it.refund()));
                  case PaymentProvider.Refunded.Refused(String why) ->
                      tenancy
                          .as(
                              acting.tenant(),
                              session ->
                                  end(session, it, "failed", null)
                                      .chain(
                                          () ->
                                              posting.rewind(
                                                  session,
                                                  it.payment().id(),
                                                  it.refund(),
                                                  "Refund failed",
                                                  it.amount().micros())))
                          .replaceWith(
                              new LedgerAnswer.Conflict(
                                  "The processor refused the refund: " + why));
                });
  }

  private Uni<Integer> end(
      Mutiny.Session session, Begun it, String state, @Nullable String processorId) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", it.refund());
    values.put("state", state);
    values.put("processor", processorId);
    values.put("now", clock.instant());
    return rows.change(
        session,
        "update refund set state = :state, processor_id = cast(:processor as text),"
            + " changed_at = :now where id = :id and state = 'pending'",
        values);
  }

  private static Uni<LedgerAnswer> answer(LedgerAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}

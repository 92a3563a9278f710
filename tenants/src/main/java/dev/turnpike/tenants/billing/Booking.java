package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.billing.PaymentProvider.Answer;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.AccountTime;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.SubscriptionState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Books what the processor answered: the payment's state, the ledger, the invoice, the subscription
 * and the audit event in one transaction. Booking twice is a no-op.
 */
@ApplicationScoped
class Booking {
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Audit audit;
  private final Ids ids;
  private final CardsOnFile cards;
  private final Fees fees;
  private final AccountTime time;
  private final Clock clock;

  Booking(
      Rows rows,
      Lifecycle lifecycle,
      Audit audit,
      Ids ids,
      CardsOnFile cards,
      Fees fees,
      AccountTime time,
      Clock clock) {
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.audit = audit;
    this.ids = ids;
    this.cards = cards;
    this.fees = fees;
    this.time = time;
    this.clock = clock;
  }

  Uni<Paid> book(Mutiny.Session session, Payer payer, PaymentRow row, Answer answer) {
    return switch (answer) {
      case Answer.Succeeded(String id) ->
          moved(session, row, "succeeded", id, null)
              .chain(
                  moved ->
                      moved
                          ? take(session, payer, row).chain(() -> note(session, payer, row, "paid"))
                          : Uni.createFrom().voidItem())
              .chain(() -> balance(session, row))
              .chain(balance -> now(session, row).map(p -> new Paid.Done(p, balance)));
      case Answer.Declined(String id, DeclineCode code) ->
          moved(session, row, "declined", id, code)
              .chain(() -> note(session, payer, row, "declined"))
              .chain(() -> now(session, row))
              .map(Paid.Declined::new);
      case Answer.ActionRequired(String id) ->
          moved(session, row, "action-required", id, null)
              .chain(() -> now(session, row))
              .map(Paid.NeedsConfirmation::new);
      case Answer.Outage outage ->
          moved(session, row, "failed", null, null).replaceWith(new Paid.Outage());
      case Answer.UnknownMethod unknown ->
          moved(session, row, "failed", null, null)
              .replaceWith(new Paid.Invalid("payment_method", "is not known to the processor"));
    };
  }

  /** What the account's wallet has for calls now. */
  Uni<Money> balance(Mutiny.Session session, PaymentRow row) {
    return rows.first(
            session,
            Balance.class,
            """
            select posted + overdraft as available, currency from wallet
            where account_id = :account
            """,
            Map.of("account", row.accountId()))
        .map(
            found ->
                found.map(Balance::money).orElseGet(() -> new Money(0, row.money().currency())));
  }

  @RegisterForReflection
  record Balance(long available, String currency) {
    Money money() {
      return Orders.money(available, currency);
    }
  }

  private Uni<Boolean> moved(
      Mutiny.Session session,
      PaymentRow row,
      String state,
      @Nullable String processorId,
      @Nullable DeclineCode code) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("state", state);
    values.put("processor", processorId);
    values.put("decline", code == null ? null : code.word());
    values.put("now", clock.instant());
    return rows.change(
            session,
            """
            update payment set state = :state, processor_id = cast(:processor as text),
              decline_code = cast(:decline as text), changed_at = :now
            where id = :id and state in ('pending', 'action-required')
            """,
            values)
        .map(changed -> changed == 1);
  }

  private Uni<Payment> now(Mutiny.Session session, PaymentRow row) {
    return rows.first(
            session,
            PaymentRow.class,
            PaymentRow.SELECT + " where id = :id",
            Map.of("id", row.id()))
        .map(found -> found.orElseThrow().payment());
  }

  private Uni<Void> take(Mutiny.Session session, Payer payer, PaymentRow row) {
    return switch (row.purpose()) {
      case "top-up" -> credit(session, row);
      case "invoice" ->
          settleInvoice(session, row)
              .chain(() -> keepCard(session, row))
              .chain(() -> reactivate(session, payer, row, row.invoiceId()));
      case "first" ->
          receive(session, row, "first payment")
              .chain(() -> keepCard(session, row))
              .chain(() -> reactivate(session, payer, row, null))
              .chain(() -> firstInvoice(session, row));
      default -> throw new IllegalStateException("a payment for " + row.purpose());
    };
  }

  private Uni<Void> credit(Mutiny.Session session, PaymentRow row) {
    return session
        .createNativeQuery(
            """
            select post_to_wallet(:txn, w.id, 'top-up', :key, 'Added by card', :amount, 'cash', :at)
            from wallet w where w.account_id = :account
            """,
            Boolean.class)
        .setParameter("txn", ids.next())
        .setParameter("key", "payment:" + row.id())
        .setParameter("amount", row.amount())
        .setParameter("at", clock.instant())
        .setParameter("account", row.accountId())
        .getSingleResult()
        .replaceWithVoid();
  }

  private Uni<Void> settleInvoice(Mutiny.Session session, PaymentRow row) {
    return time.of(session, new AccountId(row.accountId()))
        .chain(
            reading ->
                rows.change(
                    session,
                    "update invoice set state = 'paid', paid_at = :now"
                        + " where id = :id and state = 'open'",
                    Map.of("id", row.invoiceId(), "now", reading.now())))
        .chain(() -> receive(session, row, "invoice paid"));
  }

  private Uni<Void> firstInvoice(Mutiny.Session session, PaymentRow row) {
    UUID subscription = row.subscriptionId();
    if (subscription == null) {
      return Uni.createFrom().voidItem();
    }
    return lifecycle
        .hold(session, new SubscriptionId(subscription))
        .map(found -> found.orElseThrow())
        .chain(held -> fees.paidAtStart(session, held, held.accountTime(clock.instant())));
  }

  /** What paid for a subscription pays its renewals: it becomes the account's main card. */
  private Uni<Void> keepCard(Mutiny.Session session, PaymentRow row) {
    String method = row.method();
    return method == null || row.subscriptionId() == null
        ? Uni.createFrom().voidItem()
        : cards.keep(session, new AccountId(row.accountId()), method, true).replaceWithVoid();
  }

  /** Cash in, the claim on the consumer down. */
  private Uni<Void> receive(Mutiny.Session session, PaymentRow row, String memo) {
    UUID txn = ids.next();
    return rows.change(
            session,
            """
            insert into ledger_txn
            select :txn, publisher_id, consumer_id, id, 'invoice-payment', :key, :memo, :now
            from account where id = :account
            """,
            Map.of(
                "txn",
                txn,
                "key",
                "payment:" + row.id(),
                "memo",
                memo,
                "now",
                clock.instant(),
                "account",
                row.accountId()))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into ledger_entry (txn_id, publisher_id, consumer_id, book, unit, amount)
                    select t.id, t.publisher_id, t.consumer_id, side.book, :unit,
                      side.sign * cast(:amount as bigint)
                    from ledger_txn t, (values ('receivable', 1), ('cash', -1)) as side(book, sign)
                    where t.id = :txn
                    """,
                    Map.of("txn", txn, "unit", row.currency(), "amount", row.amount())))
        .replaceWithVoid();
  }

  /** The subscription that waited for this money goes on; one that waits for another does not. */
  private Uni<Void> reactivate(
      Mutiny.Session session, Payer payer, PaymentRow row, @Nullable UUID invoice) {
    UUID subscription = row.subscriptionId();
    if (subscription == null) {
      return Uni.createFrom().voidItem();
    }
    InvoiceId paid = invoice == null ? null : new InvoiceId(invoice);
    return time.of(session, new AccountId(row.accountId()))
        .chain(
            reading ->
                lifecycle.move(
                    session,
                    new SubscriptionId(subscription),
                    new Lifecycle.Actor(payer.consumer(), payer.person()),
                    "subscription.paid",
                    state -> paid(state, paid, reading.now())))
        .replaceWithVoid();
  }

  static Optional<SubscriptionState> paid(
      SubscriptionState state, @Nullable InvoiceId invoice, Instant now) {
    return switch (state) {
      case SubscriptionState.Suspended s when s.invoice().equals(invoice) ->
          Optional.of(s.paid(now));
      case SubscriptionState.PastDue p when p.invoice().equals(invoice) -> Optional.of(p.paid(now));
      case SubscriptionState.AwaitingPayment a -> Optional.of(a.paid(now));
      default -> Optional.empty();
    };
  }

  private Uni<Void> note(Mutiny.Session session, Payer payer, PaymentRow row, String what) {
    return audit.note(
        session,
        payer.consumer(),
        payer.person(),
        "payment." + what,
        "payment",
        row.id().toString(),
        Map.of("purpose", row.purpose(), "amount", row.money().toString()));
  }
}

package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes an order down as a pending payment, once per idempotency key. */
@ApplicationScoped
class Orders {
  private static final long LEAST = Money.MICROS;
  private static final long MOST = 10_000 * Money.MICROS;

  private final Rows rows;
  private final Ids ids;
  private final Clock clock;

  Orders(Rows rows, Ids ids, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  sealed interface Placed {}

  record New(PaymentRow row) implements Placed {}

  record Repeated(PaymentRow row) implements Placed {}

  record Refused(Paid why) implements Placed {}

  /** What has to be paid, as the database has it. */
  @RegisterForReflection
  record Due(
      UUID publisherId,
      UUID consumerId,
      UUID accountId,
      @Nullable UUID invoiceId,
      @Nullable UUID subscriptionId,
      String state,
      @Nullable Long amount,
      String currency) {}

  Uni<Placed> place(Mutiny.Session session, Payer payer, Order order) {
    return switch (order.purpose()) {
      case Order.TopUp topUp -> placeTopUp(session, payer, order, topUp);
      case Order.Bill bill ->
          due(
                  session,
                  """
                  select publisher_id, consumer_id, account_id, id as invoice_id, subscription_id,
                    state, total as amount, currency
                  from invoice where id = :id and consumer_id = :tenant
                  """,
                  bill.invoice().value(),
                  payer)
              .chain(due -> placeDue(session, payer, order, due, "open", "invoice"));
      case Order.First first ->
          due(
                  session,
                  """
                  select s.publisher_id, s.consumer_id, s.account_id, null as invoice_id,
                    s.id as subscription_id, s.state, a.currency,
                    cast(cast(s.facts ->> 'due' as numeric) * 1000000 as bigint) as amount
                  from subscription s join account a on a.id = s.account_id
                  where s.id = :id and s.consumer_id = :tenant
                  """,
                  first.subscription().value(),
                  payer)
              .chain(due -> placeDue(session, payer, order, due, "awaiting_payment", "first"));
    };
  }

  private Uni<Placed> placeTopUp(
      Mutiny.Session session, Payer payer, Order order, Order.TopUp topUp) {
    long micros = topUp.amount().micros();
    if (micros < LEAST || micros > MOST || micros % 10_000 != 0) {
      return refused(
          new Paid.Invalid("amount", "is 1.00 to 10,000.00 " + code(topUp) + ", in whole cents"));
    }
    return due(
            session,
            """
            select publisher_id, consumer_id, id as account_id, null as invoice_id,
              null as subscription_id, 'open' as state, null as amount, currency
            from account where id = :id and consumer_id = :tenant
            """,
            topUp.account().value(),
            payer)
        .chain(
            due ->
                due.isPresent() && !due.get().currency().equals(code(topUp))
                    ? refused(
                        new Paid.Invalid("currency", "is the account's: " + due.get().currency()))
                    : placeDue(
                        session,
                        payer,
                        order,
                        due.map(d -> withAmount(d, micros)),
                        "open",
                        "top-up"));
  }

  private static String code(Order.TopUp topUp) {
    return topUp.amount().currency().getCurrencyCode();
  }

  private static Due withAmount(Due due, long micros) {
    return new Due(
        due.publisherId(),
        due.consumerId(),
        due.accountId(),
        due.invoiceId(),
        due.subscriptionId(),
        due.state(),
        micros,
        due.currency());
  }

  private Uni<Optional<Due>> due(Mutiny.Session session, String sql, UUID id, Payer payer) {
    return rows.first(
        session, Due.class, sql, Map.of("id", id, "tenant", payer.consumer().value()));
  }

  /** A repeated key is answered before the state is looked at: paying has changed it. */
  private Uni<Placed> placeDue(
      Mutiny.Session session,
      Payer payer,
      Order order,
      Optional<Due> found,
      String payable,
      String purpose) {
    if (found.isEmpty()) {
      return refused(new Paid.Unknown());
    }
    Due due = found.get();
    return repeated(session, order, due)
        .chain(
            row -> {
              if (row.isPresent()) {
                return Uni.createFrom().item(new Repeated(row.get()));
              }
              if (!due.state().equals(payable)) {
                return refused(new Paid.NothingDue("It is " + due.state() + " by now."));
              }
              return insert(session, payer, order, due, purpose);
            });
  }

  private Uni<Optional<PaymentRow>> repeated(Mutiny.Session session, Order order, Due due) {
    String key = order.idempotencyKey();
    return key == null
        ? Uni.createFrom().item(Optional.empty())
        : rows.first(
            session,
            PaymentRow.class,
            PaymentRow.SELECT + " where account_id = :account and idempotency_key = :key",
            Map.of("account", due.accountId(), "key", key));
  }

  private Uni<Placed> insert(
      Mutiny.Session session, Payer payer, Order order, Due due, String purpose) {
    UUID id = ids.next();
    SandboxCard card = SandboxCard.of(order.method()).orElseThrow();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("publisher", due.publisherId());
    values.put("consumer", due.consumerId());
    values.put("account", due.accountId());
    values.put("purpose", purpose);
    values.put("invoice", text(due.invoiceId()));
    values.put("subscription", text(due.subscriptionId()));
    values.put("denial", order.denial());
    values.put("amount", due.amount());
    values.put("currency", due.currency());
    values.put("brand", card.brand());
    values.put("last4", card.last4());
    values.put("method", order.method());
    values.put("key", order.idempotencyKey());
    values.put("person", text(payer.person()));
    values.put("now", clock.instant());
    return rows.change(
            session,
            """
            insert into payment (id, publisher_id, consumer_id, account_id, purpose, invoice_id,
              subscription_id, denial_id, amount, currency, state, processor, card_brand,
              card_last4, method, idempotency_key, created_by, created_at, changed_at)
            values (:id, :publisher, :consumer, :account, :purpose,
              cast(cast(:invoice as text) as uuid), cast(cast(:subscription as text) as uuid),
              cast(:denial as text), :amount, :currency, 'pending', 'sandbox', :brand, :last4, :method,
              cast(:key as text), cast(cast(:person as text) as uuid), :now, :now)
            on conflict (account_id, idempotency_key) do nothing
            """,
            values)
        .chain(
            inserted ->
                inserted == 1 ? row(session, id).map(New::new) : again(session, order, due));
  }

  /** Somebody was faster with the same key. */
  private Uni<Placed> again(Mutiny.Session session, Order order, Due due) {
    return repeated(session, order, due).map(row -> new Repeated(row.orElseThrow()));
  }

  private Uni<PaymentRow> row(Mutiny.Session session, UUID id) {
    return rows.first(
            session, PaymentRow.class, PaymentRow.SELECT + " where id = :id", Map.of("id", id))
        .map(Optional::orElseThrow);
  }

  private static Uni<Placed> refused(Paid why) {
    return Uni.createFrom().item(new Refused(why));
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  static Money money(long micros, String currency) {
    return new Money(micros, Currency.getInstance(currency));
  }
}

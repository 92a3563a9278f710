package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.PaymentProvider.Answer;
import dev.turnpike.tenants.due.Agenda;
import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.AccountTime;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Charges open invoices to the account's main card, without the payer. Written down as pending,
 * charged between two transactions, then booked; a processor that does not answer is asked again
 * for the same payment, which never charges twice.
 */
@ApplicationScoped
public class Collection implements DueWork {
  /** On the agenda: an invoice that is to be charged. */
  public static final String DUE = "charge";

  private final Tenancy tenancy;
  private final Rows rows;
  private final Agenda agenda;
  private final AccountTime time;
  private final CardsOnFile cards;
  private final Orders orders;
  private final Payments payments;
  private final Booking booking;
  private final Unpaid unpaid;

  Collection(
      Tenancy tenancy,
      Rows rows,
      Agenda agenda,
      AccountTime time,
      CardsOnFile cards,
      Orders orders,
      Payments payments,
      Booking booking,
      Unpaid unpaid) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.agenda = agenda;
    this.time = time;
    this.cards = cards;
    this.orders = orders;
    this.payments = payments;
    this.booking = booking;
    this.unpaid = unpaid;
  }

  /** An invoice that is still to be paid. */
  @RegisterForReflection
  record Open(
      UUID id,
      UUID accountId,
      UUID consumerId,
      @Nullable UUID subscriptionId,
      long total,
      String currency,
      long tried) {
    InvoiceId invoice() {
      return new InvoiceId(id);
    }

    Money money() {
      return new Money(total, Currency.getInstance(currency));
    }
  }

  private static final String OPEN =
      """
      select i.id, i.account_id, i.consumer_id, i.subscription_id, i.total, i.currency,
        (select count(*) from payment p where p.invoice_id = i.id and p.state <> 'pending') as tried
      from invoice i where i.state = 'open' and i.total > 0
      """;

  /** Has an open invoice charged at this time of the account; at once when it is past. */
  public Uni<Void> collect(
      Mutiny.Session session, AccountId account, InvoiceId invoice, Instant at) {
    return agenda.put(session, account, DUE, invoice.value(), at);
  }

  /** Tries again what is unpaid on an account: it has another card. */
  Uni<Void> retryAll(Mutiny.Session session, AccountId account) {
    return time.of(session, account)
        .chain(
            reading ->
                rows.change(
                    session,
                    """
                    insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
                    select 'charge', i.id, i.account_id, i.publisher_id, i.consumer_id,
                      cast(:at as timestamptz)
                    from invoice i where i.account_id = :account and i.state = 'open' and i.total > 0
                    on conflict (kind, subject) do update set due_at = excluded.due_at,
                      not_before = null
                    """,
                    Map.of("account", account.value(), "at", reading.now())))
        .replaceWithVoid();
  }

  @Override
  public String kind() {
    return DUE;
  }

  @Override
  public Uni<After> run(Mutiny.Session session, Due due) {
    return rows.first(
            session, Open.class, OPEN + " and i.id = :id for update", Map.of("id", due.subject()))
        .chain(found -> found.isEmpty() ? DueWork.done() : withCard(session, due, found.get()));
  }

  private Uni<After> withCard(Mutiny.Session session, Due due, Open open) {
    return time.of(session, due.account())
        .chain(
            reading ->
                cards
                    .main(session, due.account())
                    .chain(
                        card -> {
                          if (card.isEmpty()) {
                            return failed(session, due, open, DeclineCode.METHOD_MISSING);
                          }
                          if (card.get().isExpiredAt(due.accountNow(), reading.zone())) {
                            return failed(session, due, open, DeclineCode.METHOD_EXPIRED);
                          }
                          return place(session, due, open, card.get());
                        }));
  }

  private Uni<After> failed(Mutiny.Session session, Due due, Open open, DeclineCode why) {
    return unpaid.declined(session, open, why, due.done()).replaceWith(After.NOTHING);
  }

  /** One payment for each try that came to an end; one that did not is gone on with. */
  private Uni<After> place(Mutiny.Session session, Due due, Open open, CardsOnFile.Row card) {
    Order order =
        new Order(
            new Order.Bill(open.invoice()),
            card.token(),
            "charge:" + open.id() + ":" + open.tried(),
            null);
    return orders
        .place(session, Payer.application(due.consumer()), order)
        .chain(
            placed ->
                switch (placed) {
                  case Orders.New(PaymentRow row) -> charging(session, due, open, row);
                  case Orders.Repeated(PaymentRow row) -> charging(session, due, open, row);
                  case Orders.Refused refused -> DueWork.done();
                });
  }

  private Uni<After> charging(Mutiny.Session session, Due due, Open open, PaymentRow row) {
    After after = () -> charge(due, open, row);
    return agenda.put(session, due.account(), DUE, due.subject(), due.at()).replaceWith(after);
  }

  private Uni<Void> charge(Due due, Open open, PaymentRow row) {
    String method = row.method();
    if (method == null) {
      return Uni.createFrom().failure(new IllegalStateException("payment without a method"));
    }
    return payments
        .chargeAway(row, method)
        .chain(
            answer ->
                answer == null
                    ? Uni.createFrom().item(Optional.of("the processor has not answered"))
                    : tenancy.as(due.consumer(), session -> book(session, due, open, row, answer)))
        .chain(Collection::orAgain);
  }

  private static Uni<Void> orAgain(Optional<String> trouble) {
    return trouble
        .map(why -> Uni.createFrom().<Void>failure(new IllegalStateException(why)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Optional<String>> book(
      Mutiny.Session session, Due due, Open open, PaymentRow row, Answer answer) {
    return booking
        .book(session, Payer.application(due.consumer()), row, answer)
        .chain(
            paid ->
                switch (paid) {
                  case Paid.Done done -> ended(session, due);
                  case Paid.Declined(Payment payment) -> unpaid(session, due, open, code(payment));
                  case Paid.NeedsConfirmation asks ->
                      unpaid(session, due, open, DeclineCode.ACTION_REQUIRED);
                  case Paid.Outage outage ->
                      Uni.createFrom().item(Optional.of("the processor is out of order"));
                  case Paid.Invalid invalid ->
                      unpaid(session, due, open, DeclineCode.METHOD_MISSING);
                  case Paid.Pending _, Paid.Unknown _, Paid.NothingDue _ ->
                      throw new IllegalStateException("booked, and " + paid);
                });
  }

  /** Off the agenda first: who follows failures may put it on again, for a later day. */
  private Uni<Optional<String>> unpaid(
      Mutiny.Session session, Due due, Open open, DeclineCode why) {
    return ended(session, due).call(() -> unpaid.declined(session, open, why, due.done()));
  }

  private static DeclineCode code(Payment payment) {
    DeclineCode code = payment.decline();
    return code == null ? DeclineCode.CARD_DECLINED : code;
  }

  private Uni<Optional<String>> ended(Mutiny.Session session, Due due) {
    return agenda.remove(session, DUE, due.subject()).replaceWith(Optional.empty());
  }
}

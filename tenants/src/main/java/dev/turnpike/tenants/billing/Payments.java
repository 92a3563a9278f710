package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.PaymentProvider.Answer;
import dev.turnpike.tenants.billing.PaymentProvider.PayerIs;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.ThisContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a payment from the order to its effect: written down as pending, charged at the processor,
 * then booked. The processor is called between two transactions, never inside one; whatever becomes
 * of the process in between, the row tells that money may have moved.
 */
@ApplicationScoped
public class Payments {
  private static final Logger LOG = Logger.getLogger(Payments.class);

  private final Tenancy tenancy;
  private final Rows rows;
  private final Orders orders;
  private final Booking booking;
  private final PaymentProvider provider;
  private final Duration patience;

  Payments(
      Tenancy tenancy,
      Rows rows,
      Orders orders,
      Booking booking,
      PaymentProvider provider,
      @ConfigProperty(name = "turnpike.payments.patience", defaultValue = "3s") Duration patience) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.orders = orders;
    this.booking = booking;
    this.provider = provider;
    this.patience = patience;
  }

  /** Pays. An order that was placed before with the same key answers what became of it then. */
  public Uni<Paid> pay(Payer payer, Order order) {
    if (SandboxCard.of(order.method()).isEmpty()) {
      return refused("payment_method", "is no card of the sandbox; for example sbx_accepted");
    }
    return tenancy
        .as(payer.consumer(), session -> orders.place(session, payer, order))
        .chain(
            placed ->
                switch (placed) {
                  case Orders.New(PaymentRow row) -> charge(payer, row, order.method());
                  case Orders.Repeated(PaymentRow row) -> standing(payer.consumer(), row);
                  case Orders.Refused(Paid why) -> Uni.createFrom().item(why);
                });
  }

  /** The payer has confirmed; idempotent. */
  public Uni<Paid> confirm(Payer payer, UUID payment) {
    return find(payer.consumer(), payment)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(new Paid.Unknown());
              }
              PaymentRow row = found.get();
              String processorId = row.processorId();
              return row.state().equals("action-required") && processorId != null
                  ? answered(payer, row, provider.confirmed(processorId))
                  : standing(payer.consumer(), row);
            });
  }

  /** The latest payments of an account that the tenant is a side of, newest first. */
  public Uni<List<Payment>> of(TenantId tenant, AccountId account, int most) {
    return list(
        tenant, " where account_id = :id order by id desc limit :most", account.value(), most);
  }

  /** The payments that were made from a denial's page, newest first. */
  public Uni<List<Payment>> ofDenial(TenantId tenant, String denial) {
    return list(tenant, " where denial_id = :id order by id desc limit :most", denial, 5);
  }

  private Uni<List<Payment>> list(TenantId tenant, String where, Object id, int most) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.list(
                    session,
                    PaymentRow.class,
                    PaymentRow.SELECT + where,
                    Map.of("id", id, "most", most)))
        .map(found -> found.stream().map(PaymentRow::payment).toList());
  }

  private Uni<Optional<PaymentRow>> find(TenantId tenant, UUID payment) {
    return tenancy.as(
        tenant,
        session ->
            rows.first(
                session,
                PaymentRow.class,
                PaymentRow.SELECT + " where id = :id and consumer_id = :tenant",
                Map.of("id", payment, "tenant", tenant.value())));
  }

  private Uni<Paid> charge(Payer payer, PaymentRow row, String method) {
    return answered(payer, row, provider.charge(row.id(), row.money(), method, PayerIs.PRESENT));
  }

  /**
   * Charges the card on file for a payment that is written down, without the payer. Null when the
   * processor has not answered: the payment stays pending, and charging it again is safe.
   */
  Uni<@Nullable Answer> chargeAway(PaymentRow row, String method) {
    return patiently(row, provider.charge(row.id(), row.money(), method, PayerIs.AWAY));
  }

  /** Silence and failure leave the payment pending: we do not know, so we do not say declined. */
  private Uni<Paid> answered(Payer payer, PaymentRow row, Uni<Answer> answer) {
    return patiently(row, answer)
        .chain(
            item ->
                item == null
                    ? standing(payer.consumer(), row)
                    : tenancy.as(
                        payer.consumer(), session -> booking.book(session, payer, row, item)));
  }

  private Uni<@Nullable Answer> patiently(PaymentRow row, Uni<Answer> answer) {
    return answer
        .ifNoItem()
        .after(patience)
        .fail()
        .onFailure()
        .invoke(failed -> LOG.warnf(failed, "payment %s: no answer from the processor", row.id()))
        .onFailure()
        .recoverWithNull()
        .emitOn(ThisContext.executor());
  }

  /** What an order that is already there stands at. */
  private Uni<Paid> standing(TenantId tenant, PaymentRow row) {
    Payment payment = row.payment();
    return switch (payment.state()) {
      case PENDING -> Uni.createFrom().item(new Paid.Pending(payment));
      case ACTION_REQUIRED -> Uni.createFrom().item(new Paid.NeedsConfirmation(payment));
      case DECLINED -> Uni.createFrom().item(new Paid.Declined(payment));
      case FAILED -> Uni.createFrom().item(new Paid.Outage());
      case SUCCEEDED ->
          tenancy
              .as(tenant, session -> booking.balance(session, row))
              .map(balance -> new Paid.Done(payment, balance));
    };
  }

  private static Uni<Paid> refused(String field, String detail) {
    return Uni.createFrom().item(new Paid.Invalid(field, detail));
  }
}

package dev.turnpike.portal;

import dev.turnpike.portal.PayView.LineView;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.BookingWords;
import dev.turnpike.ui.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Paying without a refused call before it: credit; an open invoice; a first payment. */
@Path("/{publisher}/pay")
@Produces(MediaType.TEXT_HTML)
class PayPages {
  private final Frame frame;
  private final PayCases cases;
  private final Payments payments;
  private final Till till;
  private final ResolveText words;
  private final BookingWords bookings;

  PayPages(
      Frame frame,
      PayCases cases,
      Payments payments,
      Till till,
      ResolveText words,
      BookingWords bookings) {
    this.bookings = bookings;
    this.frame = frame;
    this.cases = cases;
    this.payments = payments;
    this.till = till;
    this.words = words;
  }

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String invoice,
      @RestQuery @Nullable String subscription,
      @RestQuery @Nullable String payment) {
    return cases
        .find(publisher, tenant, invoice, subscription)
        .map(due -> page(due, payment, null, List.of()));
  }

  @POST
  public Uni<Response> pay(
      String publisher,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("invoice") @Nullable String invoice,
      @FormParam("subscription") @Nullable String subscription,
      @FormParam("amount") @Nullable String amount,
      @FormParam("card") @Nullable String card,
      @FormParam("form") @Nullable String form) {
    return cases
        .find(publisher, tenant, invoice, subscription)
        .chain(
            due -> {
              Optional<Order.Purpose> purpose = due.purpose(amount);
              if (purpose.isEmpty()) {
                return Uni.createFrom().item(wrong(due, amount, "amount"));
              }
              Order order =
                  new Order(purpose.get(), card == null ? "" : card, Till.formKey(form), null);
              return payments
                  .pay(Payer.of(due.acting()), order)
                  .map(paid -> answer(due, amount, paid));
            });
  }

  @GET
  @Path("{payment}/confirmation")
  public Uni<Response> confirmation(
      String publisher, String payment, @RestQuery @Nullable String tenant) {
    return cases
        .find(publisher, tenant, null, null)
        .map(
            due ->
                waiting(due, payment)
                    .map(row -> Response.ok(confirmation(due, row)).build())
                    .orElseGet(() -> to(due.address() + "&payment=" + payment)));
  }

  @POST
  @Path("{payment}/confirmation")
  public Uni<Response> confirm(
      String publisher,
      String payment,
      @RestQuery @Nullable String tenant,
      @FormParam("answer") @Nullable String answer) {
    return cases
        .find(publisher, tenant, null, null)
        .chain(
            due -> {
              Optional<Payment> row = waiting(due, payment);
              return row.isEmpty() || !"confirm".equals(answer)
                  ? Uni.createFrom().item(to(due.address() + "&payment=" + payment))
                  : payments
                      .confirm(Payer.of(due.acting()), row.get().id())
                      .map(paid -> answer(due, null, paid));
            });
  }

  private static Optional<Payment> waiting(PayCase due, String payment) {
    UUID id = PayCases.id(payment);
    return due.payments().stream()
        .filter(row -> row.id().equals(id) && row.state() == Payment.State.ACTION_REQUIRED)
        .findFirst();
  }

  private static Response to(String address) {
    return Response.seeOther(URI.create(address)).build();
  }

  private Response answer(PayCase due, @Nullable String amount, Paid paid) {
    return switch (paid) {
      case Paid.NeedsConfirmation(Payment payment) -> to(confirmationOf(due, payment));
      case Paid.Invalid(String field, String detail) -> wrong(due, amount, field);
      case Paid.Unknown unknown -> throw new NotFoundException();
      case Paid.Done done -> to(due.address() + "&payment=" + done.payment().id());
      case Paid.Declined declined -> to(due.address() + "&payment=" + declined.payment().id());
      case Paid.Pending pending -> to(due.address() + "&payment=" + pending.payment().id());
      case Paid.Outage outage -> to(due.address() + "&payment=latest");
      case Paid.NothingDue nothing -> to(due.address());
    };
  }

  private Response wrong(PayCase due, @Nullable String amount, String field) {
    FieldError error =
        field.equals("amount")
            ? new FieldError("amount", words.amountWrong("1.00", "10,000.00"))
            : new FieldError("card", words.cardWrong());
    return Response.status(422)
        .entity(page(due, null, amount == null ? "" : amount, List.of(error)))
        .build();
  }

  private static String confirmationOf(PayCase due, Payment payment) {
    return "/%s/pay/%s/confirmation?tenant=%s"
        .formatted(due.publisher().slug(), payment.id(), due.acting().slug());
  }

  private TemplateInstance confirmation(PayCase due, Payment payment) {
    return Pages.confirm(
        frame.of(due.publisher(), words.confirmTitle(), Frame.Place.TILL, due.acting().slug()),
        new ConfirmView(
            confirmationOf(due, payment),
            due.address(),
            due.publisher().name(),
            payment.amount(),
            words.purposeCredit(due.acting().tenantName())));
  }

  private TemplateInstance page(
      PayCase due, @Nullable String payment, @Nullable String amount, List<FieldError> errors) {
    boolean mayPay = due.acting().may(Permission.PAY) && !due.settled();
    boolean credit = due.invoice().isEmpty() && due.subscription().isEmpty();
    String title =
        due.invoice()
            .map(it -> words.invoiceTitle(it.number()))
            .orElse(credit ? words.topUpTitle() : words.firstTitle());
    PayView view =
        new PayView(
            due.publisher().slug(),
            due.publisher().name(),
            due.acting().slug(),
            due.acting().tenantName(),
            title,
            "/" + due.publisher().slug() + "/pay",
            due.account().available(),
            due.invoice().map(it -> it.id().toString()).orElse(null),
            due.subscription().map(it -> it.id().toString()).orElse(null),
            mayPay && credit
                ? till.topUp(due.account().available().currency(), Optional.empty(), amount)
                : null,
            mayPay && !credit ? bill(due) : null,
            due.acting().may(Permission.PAY) ? null : Till.ask(due.payers()),
            due.settled(),
            attempt(due, payment),
            errors,
            due.lines().stream().map(this::line).toList());
    return Pages.pay(frame.of(due.publisher(), title, Frame.Place.TILL, due.acting().slug()), view);
  }

  private ResolveView.@Nullable Bill bill(PayCase due) {
    if (due.invoice().isPresent()) {
      return till.bill(due.invoice().get());
    }
    return due.subscription()
        .map(Subscribed::state)
        .filter(SubscriptionState.AwaitingPayment.class::isInstance)
        .map(state -> till.firstPayment(((SubscriptionState.AwaitingPayment) state).due()))
        .orElse(null);
  }

  private static ResolveView.@Nullable Attempt attempt(PayCase due, @Nullable String payment) {
    if (payment == null) {
      return null;
    }
    return due.payments().stream()
        .filter(row -> payment.equals("latest") || row.id().toString().equals(payment))
        .findFirst()
        .map(row -> Till.attempt(row, due.account().available(), confirmationOf(due, row)))
        .orElse(null);
  }

  private LineView line(Accounts.Line line) {
    return new LineView(
        line.at(),
        bookings.booking(line.kind(), line.memo()),
        line.amount(),
        line.balance(),
        line.amount().isPositive());
  }
}

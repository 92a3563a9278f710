package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Tried;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.budget.BudgetAnswer;
import dev.turnpike.tenants.budget.BudgetRequests;
import dev.turnpike.tenants.period.Renewals;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Page;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the link of a 402 leads: this call, why it was refused, and what puts it right. Looking
 * changes nothing; each form answers with a redirect, so that reloading pays nothing twice.
 */
@Path("/{publisher}/resolve/{denial}")
@Produces(MediaType.TEXT_HTML)
class ResolvePages {
  private final Frame frame;
  private final ResolveCases cases;
  private final ResolveViews views;
  private final Payments payments;
  private final Renewals renewals;
  private final Hindrances hindrances;
  private final TryAgain tryAgain;
  private final ResolveText text;
  private final BudgetRequests wishes;

  ResolvePages(
      Frame frame,
      ResolveCases cases,
      ResolveViews views,
      Payments payments,
      Renewals renewals,
      Hindrances hindrances,
      TryAgain tryAgain,
      ResolveText text,
      BudgetRequests wishes) {
    this.wishes = wishes;
    this.frame = frame;
    this.cases = cases;
    this.views = views;
    this.payments = payments;
    this.renewals = renewals;
    this.hindrances = hindrances;
    this.tryAgain = tryAgain;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(String publisher, String denial) {
    return cases.find(publisher, denial).map(found -> page(found, null));
  }

  /** Pays what this denial lacks. What is paid for follows from the denial, never from the form. */
  @POST
  @Path("payments")
  public Uni<Response> pay(
      String publisher,
      String denial,
      @FormParam("amount") @Nullable String amount,
      @FormParam("card") @Nullable String card,
      @FormParam("form") @Nullable String form) {
    return cases
        .find(publisher, denial)
        .chain(
            found -> {
              Optional<Order.Purpose> purpose = purpose(found, amount);
              if (purpose.isEmpty()) {
                return Uni.createFrom().item(wrongAmount(found, amount));
              }
              Order order =
                  new Order(
                      purpose.get(),
                      card == null ? "" : card,
                      Till.formKey(form),
                      ResolveCases.bare(found.id()));
              return payments
                  .pay(Payer.of(found.acting()), order)
                  .map(paid -> answer(found, amount, paid));
            });
  }

  /** Takes an ended subscription up again; the page then asks for the first payment. */
  @POST
  @Path("renewal")
  public Uni<Response> renew(
      String publisher, String denial, @FormParam("plan") @Nullable String plan) {
    return cases
        .find(publisher, denial)
        .chain(
            found ->
                renewals
                    .renew(
                        found.acting().require(Permission.PAY),
                        found
                            .subscription()
                            .map(Subscribed::id)
                            .orElseThrow(NotFoundException::new),
                        plan)
                    .map(outcome -> back(found)));
  }

  @POST
  @Path("resumption")
  public Uni<Response> resume(String publisher, String denial) {
    return cases
        .find(publisher, denial)
        .chain(
            found ->
                hindrances
                    .resume(
                        found.acting(),
                        found
                            .subscription()
                            .map(Subscribed::id)
                            .orElseThrow(NotFoundException::new))
                    .map(outcome -> back(found)));
  }

  @GET
  @Path("payments/{payment}/confirmation")
  public Uni<Response> confirmation(String publisher, String denial, String payment) {
    return cases
        .find(publisher, denial)
        .map(
            found ->
                waiting(found, payment)
                    .map(row -> Response.ok(confirmation(found, row)).build())
                    .orElseGet(() -> back(found)));
  }

  @POST
  @Path("payments/{payment}/confirmation")
  public Uni<Response> confirm(
      String publisher,
      String denial,
      String payment,
      @FormParam("answer") @Nullable String answer) {
    return cases
        .find(publisher, denial)
        .chain(
            found -> {
              Optional<Payment> row = waiting(found, payment);
              return row.isEmpty() || !"confirm".equals(answer)
                  ? Uni.createFrom().item(back(found))
                  : payments
                      .confirm(Payer.of(found.acting()), row.get().id())
                      .map(paid -> answer(found, null, paid));
            });
  }

  /** Asks the budget's owner for more; the page then tells that it waits. */
  @POST
  @Path("budget-requests")
  public Uni<Response> askForMore(
      String publisher,
      String denial,
      @FormParam("amount") @Nullable String amount,
      @FormParam("reason") @Nullable String reason) {
    return cases
        .find(publisher, denial)
        .chain(
            found ->
                wishes
                    .ask(
                        found.acting(),
                        found.budget().orElseThrow(NotFoundException::new).budget().id(),
                        found.token().application(),
                        amount == null ? "" : amount,
                        reason == null ? "" : reason)
                    .map(
                        answer ->
                            answer instanceof BudgetAnswer.Invalid(String field, String detail)
                                ? formAgain(found, amount, new FieldError(field, detail))
                                : back(found)));
  }

  /** Repeats the call through the gateway; what it answers is shown and kept nowhere. */
  @POST
  @Path("retry")
  public Uni<TemplateInstance> retry(String publisher, String denial) {
    return cases
        .find(publisher, denial)
        .chain(
            found ->
                found.replayable()
                    ? tryAgain.call(found).map(tried -> page(found, tried))
                    : Uni.createFrom().item(page(found, null)));
  }

  private static Optional<Order.Purpose> purpose(ResolveCase found, @Nullable String amount) {
    return switch (found.way()) {
      case TOP_UP ->
          found
              .account()
              .flatMap(
                  account ->
                      Till.money(amount, account.available().currency())
                          .map(money -> new Order.TopUp(account.id(), money)));
      case INVOICE -> found.invoice().map(invoice -> new Order.Bill(invoice.id()));
      case FIRST_PAYMENT ->
          found.subscription().map(subscription -> new Order.First(subscription.id()));
      case REQUEST, BUDGET, RENEWAL, UPGRADE, RESUMPTION, ADVICE -> throw new NotFoundException();
    };
  }

  private Response answer(ResolveCase found, @Nullable String amount, Paid paid) {
    return switch (paid) {
      case Paid.NeedsConfirmation(Payment payment) ->
          Response.seeOther(
                  URI.create(found.address() + "/payments/" + payment.id() + "/confirmation"))
              .build();
      case Paid.Invalid(String field, String detail) ->
          field.equals("amount")
              ? wrongAmount(found, amount)
              : formAgain(found, amount, new FieldError("card", text.cardWrong()));
      case Paid.Unknown unknown -> throw new NotFoundException();
      case Paid.Done done -> back(found);
      case Paid.Declined declined -> back(found);
      case Paid.Pending pending -> back(found);
      case Paid.Outage outage -> back(found);
      case Paid.NothingDue nothing -> back(found);
    };
  }

  private Response wrongAmount(ResolveCase found, @Nullable String amount) {
    return formAgain(
        found, amount, new FieldError("amount", text.amountWrong("1.00", "10,000.00")));
  }

  private Response formAgain(ResolveCase found, @Nullable String amount, FieldError wrong) {
    ResolveView view = views.again(found, amount == null ? "" : amount, wrong);
    return Response.status(422).entity(Pages.resolve(frame(found), view)).build();
  }

  private static Response back(ResolveCase found) {
    return Response.seeOther(URI.create(found.address())).build();
  }

  private static Optional<Payment> waiting(ResolveCase found, String payment) {
    UUID id;
    try {
      id = UUID.fromString(payment);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
    return found.payments().stream()
        .filter(row -> row.id().equals(id) && row.state() == Payment.State.ACTION_REQUIRED)
        .findFirst();
  }

  private TemplateInstance confirmation(ResolveCase found, Payment payment) {
    String action = found.address() + "/payments/" + payment.id() + "/confirmation";
    String purpose =
        payment.purpose().equals("top-up")
            ? text.purposeCredit(found.acting().tenantName())
            : text.purposeInvoice(
                found.invoice().map(invoice -> invoice.number()).orElse(payment.purpose()));
    return Pages.confirm(
        frame(found),
        new ConfirmView(
            action, found.address(), found.publisher().name(), payment.amount(), purpose));
  }

  private TemplateInstance page(ResolveCase found, @Nullable Tried tried) {
    return Pages.resolve(frame(found), views.of(found, tried));
  }

  private Page frame(ResolveCase found) {
    return frame.of(
        found.publisher(), found.code().title(), Frame.Place.TILL, found.acting().slug());
  }
}

package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.management.Callers.Caller;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.snapshot.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Credit bought by a program, with the key of the application that needs it. */
@Path("/manage/v1/top-ups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class TopUpsResource {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
  private static final int LONGEST_KEY = 200;

  private final Callers callers;
  private final Accounts accounts;
  private final Payments payments;
  private final Snapshots snapshots;

  TopUpsResource(Callers callers, Accounts accounts, Payments payments, Snapshots snapshots) {
    this.callers = callers;
    this.accounts = accounts;
    this.payments = payments;
    this.snapshots = snapshots;
  }

  /**
   * A wish for credit.
   *
   * @param amount a decimal string such as 25.00
   * @param paymentMethod the processor's token of a card; test accounts take the sandbox's, such as
   *     sbx_accepted
   * @param publisher whom to pay; needed when the application buys of several
   */
  @Schema(name = "NewTopUp")
  @JsonNaming(SnakeCaseStrategy.class)
  record Wish(
      @Nullable String amount,
      @Nullable String currency,
      @Nullable String paymentMethod,
      @Nullable String publisher) {}

  /**
   * Credit that is there.
   *
   * @param balance what the wallet has for calls now
   */
  @Schema(name = "TopUp")
  record TopUp(String id, String publisher, Amount amount, String state, Amount balance) {}

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "topUp",
      summary =
          "Add credit to the wallet that the application pays with; the same Idempotency-Key never"
              + " pays twice")
  public Uni<TopUp> topUp(
      @RestHeader("Idempotency-Key") @Nullable String idempotencyKey, @Nullable Wish wish) {
    Caller caller = callers.application();
    Wish sent = Sent.body(wish);
    Money amount = amount(sent);
    String method = Sent.text("payment_method", sent.paymentMethod());
    if (idempotencyKey != null
        && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
      throw Problem.parameter("Idempotency-Key", "It is 1 to 200 characters.").refused();
    }
    return accounts
        .ofConsumer(caller.application().consumer())
        .map(all -> account(caller, all, sent.publisher()))
        .chain(
            account ->
                payments
                    .pay(
                        Payer.application(caller.application().consumer()),
                        new Order(
                            new Order.TopUp(account.id(), amount), method, idempotencyKey, null))
                    .map(paid -> answer(paid, amount, account)));
  }

  private static Money amount(Wish sent) {
    Currency currency = currency(Sent.text("currency", sent.currency()));
    try {
      return Money.of(Sent.text("amount", sent.amount()), currency);
    } catch (ArithmeticException | NumberFormatException e) {
      throw Problem.invalid("amount", "Send a decimal string such as 25.00.").refused();
    }
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("currency", "Send an ISO 4217 code such as USD.").refused();
    }
  }

  /** The one account that the application's subscriptions are paid from. */
  private static Accounts.Account account(
      Caller caller, List<Accounts.Account> all, @Nullable String publisher) {
    Set<AccountId> own =
        caller.application().subscriptions().stream()
            .map(Subscription::account)
            .collect(Collectors.toSet());
    List<Accounts.Account> found =
        all.stream()
            .filter(account -> own.contains(account.id()))
            .filter(account -> account.mode().equalsIgnoreCase(caller.key().mode().name()))
            .filter(account -> publisher == null || publisher.equals(account.publisherSlug()))
            .toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw Problem.invalid("publisher", "The application has no account with this publisher.")
              .refused();
      default ->
          throw Problem.invalid(
                  "publisher",
                  "The application buys of several. Name one of: "
                      + found.stream()
                          .map(Accounts.Account::publisherSlug)
                          .collect(Collectors.joining(", "))
                      + ".")
              .refused();
    };
  }

  private TopUp answer(Paid paid, Money asked, Accounts.Account account) {
    return switch (paid) {
      case Paid.Done(Payment payment, Money balance) -> {
        if (!payment.amount().equals(asked)) {
          throw reused();
        }
        yield new TopUp(
            payment.id().toString(),
            String.valueOf(account.publisherSlug()),
            Amount.of(payment.amount()),
            "succeeded",
            Amount.of(balance));
      }
      case Paid.Declined(Payment payment) -> throw declined(payment, account);
      case Paid.NeedsConfirmation(Payment payment) ->
          throw Problem.of(
                  about(
                      Code.PAYMENT_ACTION_REQUIRED,
                      "The card's owner has to confirm this payment in the portal.",
                      payment,
                      "action_required",
                      account))
              .with("payment_id", payment.id().toString())
              .refused();
      case Paid.Pending(Payment payment) ->
          throw unavailable(
              "The processor has not answered, so it is not known whether the money moved. Send the"
                  + " same request with the same Idempotency-Key later.",
              payment);
      case Paid.Outage _ ->
          throw unavailable("The processor is out of order. Nothing was charged.", null);
      case Paid.Invalid(String field, String detail) ->
          throw Problem.invalid(field, detail).refused();
      case Paid.Unknown _ -> throw Callers.unknown();
      case Paid.NothingDue(String detail) -> throw Problem.of(Code.CONFLICT, detail).refused();
    };
  }

  private RuntimeException declined(Payment payment, Accounts.Account account) {
    DeclineCode why = payment.decline() == null ? DeclineCode.CARD_DECLINED : payment.decline();
    Deny deny = about(Code.PAYMENT_DECLINED, why.sentence(), payment, why.word(), account);
    return Problem.of(deny)
        .with("payment_id", payment.id().toString())
        .with("method_may_succeed_later", why.isRetryable())
        .refused();
  }

  private Deny about(
      Code code, String detail, Payment payment, String reason, Accounts.Account account) {
    String slug = account.publisherSlug();
    Publisher publisher = slug == null ? null : snapshots.current().publisher(slug);
    Deny.Who who = publisher == null ? Deny.Who.NOBODY : Deny.Who.of(publisher);
    return Deny.of(code, detail, who)
        .with(new Deny.Payment(reason, payment.processor(), payment.amount(), null, null));
  }

  private static RuntimeException unavailable(String detail, @Nullable Payment payment) {
    Problem problem = Problem.of(Code.BILLING_UNAVAILABLE, detail).retryAfter(ASK_AGAIN);
    return (payment == null ? problem : problem.with("payment_id", payment.id().toString()))
        .refused();
  }

  private static RuntimeException reused() {
    return Problem.of(
            Code.IDEMPOTENCY_MISMATCH,
            "This Idempotency-Key has paid another amount. Use a new key for a new payment.")
        .refused();
  }
}

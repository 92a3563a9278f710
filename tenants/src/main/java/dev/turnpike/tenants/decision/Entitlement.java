package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Fixer;
import dev.turnpike.tenants.decision.Deny.Payment;
import dev.turnpike.tenants.decision.Deny.Remedy;
import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one subscription lets an application do: approval, rate, state, plan, in this order. */
final class Entitlement {
  private final RateLimits rates;
  private final boolean takes;

  Entitlement(RateLimits rates, boolean takes) {
    this.rates = rates;
    this.takes = takes;
  }

  /** A refusal and how far the call came before it. */
  record Objection(Deny deny, int step) {
    private static final int APPROVAL = 1;
    private static final int RATE = 2;
    private static final int STATE = 3;
    private static final int PLAN = 4;

    /** The one that came further is nearer to a way out. */
    boolean isBetterThan(Objection other) {
      return step > other.step;
    }
  }

  /** Null when nothing objects; then the rate's tokens are taken. */
  @Nullable Objection objection(Grant grant, Trace trace) {
    Instant now = grant.at();
    Subscription subscription = grant.subscription();
    Plan plan = subscription.plan();
    Deny unapproved = approval(grant);
    if (unapproved != null) {
      return refuse(trace, "approval", unapproved, null, Objection.APPROVAL);
    }
    trace.passed("approval", "granted");
    String policy = policyOf(plan);
    Optional<RateLimits.Wait> wait =
        takes ? rates.take(subscription.id(), plan, now) : rates.look(subscription.id(), plan, now);
    if (wait.isPresent()) {
      Deny deny = Conclusion.tooFast(Who.of(grant), wait.get().limit(), wait.get().time(), now);
      return refuse(trace, "rate", deny, policy, Objection.RATE);
    }
    trace.passed("rate", "within the limits", policy);
    Deny unpaid = state(grant, subscription.time(now));
    if (unpaid != null) {
      giveBack(subscription);
      return refuse(trace, "subscription", unpaid, null, Objection.STATE);
    }
    trace.passed("subscription", label(subscription.standing()));
    if (!plan.sells(grant.operation())) {
      giveBack(subscription);
      return refuse(trace, "plan", notSold(grant), policy, Objection.PLAN);
    }
    trace.passed("plan", "sells the operation", policy);
    return null;
  }

  void giveBack(Subscription subscription) {
    if (takes) {
      rates.giveBack(subscription.id(), subscription.plan());
    }
  }

  /** 403 when subscribing is free, so that money is not the reason; else 402. */
  static Deny unsubscribed(Who who, Publisher publisher, Api api) {
    Product first = null;
    for (ProductId id : api.products()) {
      Product product = publisher.products().get(id);
      if (product == null) {
        continue;
      }
      if (product.isFree()) {
        return Deny.of(
            Code.NOT_SUBSCRIBED,
            "This application is not subscribed to " + product.name() + ". Subscribing is free.",
            who.with(product, null));
      }
      first = first == null ? product : first;
    }
    if (first == null) {
      return Deny.of(
          Code.NOT_SUBSCRIBED, "This application is not subscribed to " + api.name() + ".", who);
    }
    return Deny.of(
        Code.SUBSCRIPTION_REQUIRED,
        first.name()
            + " is a paid product, and this application is not subscribed to it. Choose a plan to"
            + " go on.",
        who.with(first, null));
  }

  static String policyOf(Plan plan) {
    return "plan " + plan.slug() + "@" + plan.id();
  }

  private static Deny pending(Grant grant, String product, Standing.PendingApproval pending) {
    String what = "The request to subscribe to " + product + " is not decided yet";
    return pending.requesters()
        ? Deny.of(
                Code.SUBSCRIPTION_PENDING_APPROVAL,
                what + ": step " + pending.position() + " waits for you to complete it.",
                Who.of(grant))
            .with(Remedies.named("complete-request", Deny.Fixer.DEVELOPER, false))
        : Deny.of(
            Code.SUBSCRIPTION_PENDING_APPROVAL,
            what + " (step " + pending.position() + ").",
            Who.of(grant));
  }

  private static @Nullable Deny approval(Grant grant) {
    String product = grant.product().name();
    return switch (grant.subscription().standing()) {
      case Standing.PendingApproval pending -> pending(grant, product, pending);
      case Standing.Rejected rejected ->
          Deny.of(
              Code.SUBSCRIPTION_REJECTED,
              "The request to subscribe to " + product + " was refused: " + rejected.reason(),
              Who.of(grant));
      case Standing.Blocked blocked ->
          Deny.of(
              Code.SUBSCRIPTION_BLOCKED,
              "The publisher has blocked this subscription: " + blocked.reason(),
              Who.of(grant));
      case Standing.Active _,
          Standing.Trialing _,
          Standing.PastDue _,
          Standing.Paused _,
          Standing.AwaitingPayment _,
          Standing.Suspended _,
          Standing.Ended _ ->
          null;
    };
  }

  /** By the account's time. */
  private static @Nullable Deny state(Grant grant, Instant now) {
    String product = grant.product().name();
    Who who = Who.of(grant);
    return switch (grant.subscription().standing()) {
      case Standing.Active _ -> null;
      case Standing.Trialing trial ->
          trial.goesOn() || now.isBefore(trial.until())
              ? null
              : ended(Standing.Ended.Reason.TRIAL_OVER, who);
      case Standing.PastDue due ->
          now.isBefore(due.graceUntil())
              ? null
              : overdue(
                  who, new Payment("grace_over", null, null, due.invoice(), due.graceUntil()));
      case Standing.Suspended suspended -> {
        String reason = suspended.declineReason() == null ? "unpaid" : suspended.declineReason();
        Payment unpaid = new Payment(reason, null, suspended.due(), suspended.invoice(), null);
        yield switch (reason) {
          case "method_missing" ->
              withoutCard(
                  Code.PAYMENT_METHOD_REQUIRED,
                  "There is no card on file for the last invoice",
                  unpaid,
                  who);
          case "method_expired" ->
              withoutCard(
                  Code.PAYMENT_METHOD_EXPIRED,
                  "The card on file had expired when the last invoice was due",
                  unpaid,
                  who);
          case "action_required" ->
              withoutCard(
                  Code.PAYMENT_ACTION_REQUIRED,
                  "The card's bank asks you to confirm the payment of the last invoice",
                  unpaid,
                  who);
          default -> overdue(who, unpaid);
        };
      }
      case Standing.AwaitingPayment awaiting ->
          Deny.of(
                  Code.AWAITING_PAYMENT,
                  "The subscription to "
                      + product
                      + " is approved; its first payment of "
                      + awaiting.due()
                      + " is missing. Pay it to go on.",
                  who)
              .with(new Payment("first_payment", null, awaiting.due(), null, null));
      case Standing.Paused _ ->
          Deny.of(
              Code.SUBSCRIPTION_PAUSED,
              "The subscription to " + product + " is paused. Resume it to go on.",
              who);
      case Standing.Ended over -> ended(over.reason(), who);
      case Standing.PendingApproval _, Standing.Rejected _, Standing.Blocked _ -> null;
    };
  }

  private static Deny overdue(Who who, Payment payment) {
    String amount = payment.due() == null ? "" : " (" + payment.due() + ")";
    return Deny.of(
            Code.PAYMENT_OVERDUE,
            "Payment failed for the last invoice"
                + amount
                + ": "
                + payment.reason().replace('_', ' ')
                + ". Pay the invoice to go on.",
            who)
        .with(payment)
        .with(
            new Remedy("pay-invoice", "Pay the invoice" + amount, Fixer.BILLING),
            Remedies.named("update-payment-method", Fixer.BILLING, false));
  }

  private static Deny withoutCard(Code code, String why, Payment payment, Who who) {
    return Deny.of(code, why + " (" + payment.due() + "). Pay it with another card to go on.", who)
        .with(payment);
  }

  private static Deny ended(Standing.Ended.Reason reason, Who who) {
    return switch (reason) {
      case EXPIRED ->
          Deny.of(
              Code.SUBSCRIPTION_EXPIRED,
              "Your subscription for this API has expired. Renew it to go on; your keys stay valid.",
              who);
      case CANCELED ->
          Deny.of(
              Code.SUBSCRIPTION_CANCELED,
              "Your subscription for this API was canceled. Renew it to go on; your keys stay"
                  + " valid.",
              who);
      case TRIAL_OVER ->
          Deny.of(
              Code.TRIAL_ENDED,
              "Your trial of this API has ended. Choose a plan to go on; your keys stay valid.",
              who);
    };
  }

  private static Deny notSold(Grant grant) {
    Plan held = grant.subscription().plan();
    for (Plan plan : grant.product().plans()) {
      if (!plan.slug().equals(held.slug()) && plan.sells(grant.operation())) {
        return Deny.of(
                Code.PLAN_UPGRADE_REQUIRED,
                "The plan "
                    + held.name()
                    + " does not include this operation; the plan "
                    + plan.name()
                    + " does. Upgrade to go on; your keys stay the same.",
                Who.of(grant))
            .with(new Remedy("upgrade", "Upgrade to " + plan.name(), Fixer.BILLING));
      }
    }
    return Deny.of(
        Code.FORBIDDEN,
        "The plan " + held.name() + " does not include this operation, nor does any other plan.",
        Who.of(grant));
  }

  private static String label(Standing standing) {
    return switch (standing) {
      case Standing.Active _ -> "active";
      case Standing.Trialing _ -> "trialing";
      case Standing.PastDue _ -> "past due, in grace";
      case Standing.PendingApproval _,
          Standing.Rejected _,
          Standing.Blocked _,
          Standing.Paused _,
          Standing.AwaitingPayment _,
          Standing.Suspended _,
          Standing.Ended _ ->
          "refused";
    };
  }

  private static Objection refuse(
      Trace trace, String step, Deny deny, @Nullable String policy, int reached) {
    trace.refused(step, deny.code().name(), policy);
    return new Objection(deny, reached);
  }

  /** The whole seconds after which waiting has helped. */
  static Duration wholeSeconds(Duration time) {
    long seconds = time.getNano() > 0 ? time.getSeconds() + 1 : time.getSeconds();
    return Duration.ofSeconds(Math.max(1, seconds));
  }
}

package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Invoices.Invoice;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.budget.BudgetRequest;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.DenialToken;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.usage.Denied;
import java.util.List;
import java.util.Optional;

/**
 * A refused call with all that its remedy depends on, as things stand now. Having one proves that
 * the visitor belongs to the tenant whose call it was.
 *
 * @param id the denial's id as it stands in addresses
 * @param denied empty for a moment after the refusal, and when the log has lost it: then the id
 *     itself tells enough to pay
 * @param plans that the subscription can be changed to or, ended, be renewed on, besides its own
 * @param payments those made from this page, newest first
 * @param payers who may pay for the tenant
 * @param budget the one that is used up, if it is still there
 * @param wishes what the visitor asked of it, newest first
 */
record ResolveCase(
    String id,
    Tenant publisher,
    Acting acting,
    DenialToken token,
    Optional<Denied> denied,
    Optional<Account> account,
    Optional<Invoice> invoice,
    Optional<Subscribed> subscription,
    List<PlanChanges.Choice> plans,
    List<Payment> payments,
    List<Member> payers,
    Optional<Spending> budget,
    List<BudgetRequest> wishes) {

  /** What would let the call through. */
  enum Way {
    TOP_UP,
    INVOICE,
    FIRST_PAYMENT,
    RENEWAL,
    UPGRADE,
    RESUMPTION,
    REQUEST,
    BUDGET,
    ADVICE
  }

  String address() {
    return "/" + publisher.slug() + "/resolve/" + id;
  }

  Code code() {
    return token.code();
  }

  Way way() {
    return switch (token.code()) {
      case INSUFFICIENT_CREDITS, CREDITS_HELD -> account.isPresent() ? Way.TOP_UP : Way.ADVICE;
      case PAYMENT_OVERDUE,
          PAYMENT_METHOD_REQUIRED,
          PAYMENT_METHOD_EXPIRED,
          PAYMENT_ACTION_REQUIRED ->
          invoice.isPresent() ? Way.INVOICE : Way.ADVICE;
      case TRIAL_ENDED, SUBSCRIPTION_EXPIRED, SUBSCRIPTION_CANCELED -> renewal();
      case SUBSCRIPTION_PAUSED -> subscription.isPresent() ? Way.RESUMPTION : Way.ADVICE;
      case AWAITING_PAYMENT -> awaited().isPresent() ? Way.FIRST_PAYMENT : Way.ADVICE;
      case SUBSCRIPTION_PENDING_APPROVAL, SUBSCRIPTION_REJECTED, SUBSCRIPTION_BLOCKED ->
          subscription.isPresent() ? Way.REQUEST : Way.ADVICE;
      case QUOTA_EXHAUSTED, FREE_TIER_EXHAUSTED, PLAN_UPGRADE_REQUIRED, MODEL_NOT_IN_PLAN ->
          canChange() ? Way.UPGRADE : Way.ADVICE;
      case BUDGET_EXHAUSTED -> budget.isPresent() ? Way.BUDGET : Way.ADVICE;
      default -> Way.ADVICE;
    };
  }

  /** First a plan is chosen, then it is paid. */
  private Way renewal() {
    if (awaited().isPresent()) {
      return Way.FIRST_PAYMENT;
    }
    return subscription.isPresent() ? Way.RENEWAL : Way.ADVICE;
  }

  /** There is a plan that nobody has to approve. */
  private boolean canChange() {
    return subscription.filter(ResolveCase::passes).isPresent()
        && plans.stream().anyMatch(plan -> plan.terms().process().isEmpty());
  }

  /** The plan is another one since. */
  private boolean hasChanged() {
    Optional<String> refused =
        denied.flatMap(it -> new DenialFacts(it.facts()).text("/subject/plan"));
    return subscription.isPresent()
        && refused.isPresent()
        && !subscription.get().plan().equals(refused.get());
  }

  /** Whether what refused the call is gone. */
  boolean solved() {
    return switch (token.code()) {
      case INSUFFICIENT_CREDITS, CREDITS_HELD ->
          account.isPresent()
              && token.required() != null
              && account.get().available().compareTo(token.required()) >= 0;
      case PAYMENT_OVERDUE,
          PAYMENT_METHOD_REQUIRED,
          PAYMENT_METHOD_EXPIRED,
          PAYMENT_ACTION_REQUIRED ->
          invoice.isPresent() && invoice.get().state().equals("paid");
      case AWAITING_PAYMENT,
          TRIAL_ENDED,
          SUBSCRIPTION_EXPIRED,
          SUBSCRIPTION_CANCELED,
          SUBSCRIPTION_PAUSED,
          SUBSCRIPTION_PENDING_APPROVAL,
          SUBSCRIPTION_REJECTED,
          SUBSCRIPTION_BLOCKED ->
          subscription.isPresent() && passes(subscription.get());
      case QUOTA_EXHAUSTED, FREE_TIER_EXHAUSTED, PLAN_UPGRADE_REQUIRED, MODEL_NOT_IN_PLAN ->
          hasChanged();
      case BUDGET_EXHAUSTED -> budget.isEmpty() || isRaised(budget.get());
      default -> false;
    };
  }

  /** A new period has begun, or somebody said yes since. */
  private boolean isRaised(Spending it) {
    return it.startsAt().isAfter(token.at())
        || (!it.isUsedUp()
            && wishes.stream()
                .anyMatch(
                    wish ->
                        "approved".equals(wish.verdict())
                            && wish.decidedAt() != null
                            && wish.decidedAt().isAfter(token.at())));
  }

  private static boolean passes(Subscribed subscribed) {
    return subscribed.hindrances().isEmpty()
        && switch (subscribed.state()) {
          case SubscriptionState.Active active -> true;
          case SubscriptionState.Trialing trialing -> true;
          case SubscriptionState.PastDue pastDue -> true;
          default -> false;
        };
  }

  /** The first payment that a subscription waits for. */
  Optional<Money> awaited() {
    return subscription
        .map(Subscribed::state)
        .filter(SubscriptionState.AwaitingPayment.class::isInstance)
        .map(state -> ((SubscriptionState.AwaitingPayment) state).due());
  }

  Optional<Hindrance> blocked() {
    return subscription.stream()
        .flatMap(subscribed -> subscribed.hindrances().stream())
        .filter(hindrance -> hindrance.kind() == Hindrance.Kind.BLOCKED)
        .findFirst();
  }

  Optional<Payment> latestPayment() {
    return payments.stream().findFirst();
  }

  String method() {
    return denied.map(Denied::method).orElse("");
  }

  String path() {
    return denied.map(Denied::path).orElse("");
  }

  /** Only what changes nothing is repeated from a page (RFC 9110 §9.2.1). */
  boolean replayable() {
    return method().equals("GET") || method().equals("HEAD");
  }
}

package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Balance;
import dev.turnpike.tenants.decision.Deny.LimitState;
import dev.turnpike.tenants.decision.Deny.Payment;
import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A denial that a test key asked for, so that a client can be tested against every code. Numbers
 * are samples; parties are the real ones.
 */
final class Simulation {
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Limit SAMPLE =
      new Limit("monthly", Limit.Kind.ALLOWANCE, 1000, Limit.Window.MONTH);

  private Simulation() {}

  static Deny of(Code code, Who caller, Instant now) {
    Who who = withSubscription(caller);
    Plan plan = who.subscription() == null ? null : who.subscription().plan();
    Deny deny = Deny.of(code, code.meaning() + " (Simulated.)", who);
    deny =
        switch (code.category()) {
          case FUNDS -> deny.with(balance(code, plan));
          case QUOTA, RATE -> deny.with(limit(code, plan, now));
          case PAYMENT -> deny.with(payment(plan));
          case REQUEST, CREDENTIAL, ACCESS, SUBSCRIPTION, PLAN, BUDGET, ORIGIN, PLATFORM -> deny;
        };
    return code.waitingHelps() ? deny.retryAfter(WAIT) : deny;
  }

  private static Balance balance(Code code, @Nullable Plan plan) {
    Money required = Money.of("0.50", currency(plan));
    Money available = Money.of("0.12", currency(plan));
    Money held = code == Code.CREDITS_HELD ? required : Money.zero(currency(plan));
    return new Balance(available, required, held);
  }

  private static LimitState limit(Code code, @Nullable Plan plan, Instant now) {
    Limit.Kind kind = code == Code.RATE_LIMITED ? Limit.Kind.RATE : Limit.Kind.ALLOWANCE;
    Limit limit = SAMPLE;
    if (plan != null) {
      limit = plan.limits().stream().filter(own -> own.kind() == kind).findFirst().orElse(SAMPLE);
    }
    Instant resetsAt = kind == Limit.Kind.RATE ? now.plus(WAIT) : limit.window().end(now);
    return new LimitState(limit, limit.quantity(), resetsAt);
  }

  private static Payment payment(@Nullable Plan plan) {
    return new Payment("card_declined", "sandbox", Money.of("20", currency(plan)), null, null);
  }

  private static Currency currency(@Nullable Plan plan) {
    return plan == null ? Currency.getInstance("USD") : plan.currency();
  }

  private static Who withSubscription(Who who) {
    Publisher publisher = who.publisher();
    Api api = who.api();
    if (publisher == null || api == null || who.application() == null) {
      return who;
    }
    for (Product product : publisher.productsWith(api)) {
      for (Subscription subscription : who.application().subscriptions()) {
        if (subscription.product().equals(product.id())) {
          return who.with(product, subscription);
        }
      }
    }
    return who;
  }
}

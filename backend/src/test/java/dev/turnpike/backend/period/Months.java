package dev.turnpike.backend.period;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.due.AccountClock.Moved;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A publisher of plans with periods, and consumers whose clocks are moved. */
@ApplicationScoped
public class Months {
  static final String PUBLISHER = "mensa";

  private final Cast cast;
  private final Subscriptions subscriptions;
  private final Accounts accounts;
  private final Payments payments;
  private final PaymentMethods methods;
  private final AccountClock clock;
  private final AtomicBoolean made = new AtomicBoolean();

  Months(
      Cast cast,
      Subscriptions subscriptions,
      Accounts accounts,
      Payments payments,
      PaymentMethods methods,
      AccountClock clock) {
    this.cast = cast;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
    this.payments = payments;
    this.methods = methods;
    this.clock = clock;
  }

  /** A consumer with a subscription. */
  record Held(Acting owner, AccountId account, SubscriptionId id) {
    TenantId tenant() {
      return owner.tenant();
    }
  }

  private void publisher() {
    if (!made.compareAndSet(false, true)) {
      return;
    }
    TenantId mensa = cast.tenant(PUBLISHER, true);
    cast.product(mensa, "menu", "public");
    plan(mensa, "monthly", "\"recurring_fee\":\"49.00\",\"grace_days\":5");
    plan(mensa, "basic", "\"recurring_fee\":\"10.00\",\"grace_days\":5");
    plan(mensa, "large", "\"recurring_fee\":\"100.00\",\"grace_days\":5");
    plan(mensa, "strict", "\"recurring_fee\":\"49.00\",\"grace_days\":0");
    plan(mensa, "trial", "\"recurring_fee\":\"49.00\",\"trial_days\":14,\"grace_days\":5");
    cast.plan(mensa, "menu", "free", "{\"billing\":\"free\",\"currency\":\"USD\"}");
  }

  private void plan(TenantId mensa, String slug, String rest) {
    cast.plan(mensa, "menu", slug, "{\"billing\":\"postpaid\",\"currency\":\"USD\"," + rest + "}");
  }

  Held asks(String slug, String plan) {
    publisher();
    TenantId tenant = cast.tenant(slug, false);
    Acting owner = cast.acting(cast.member(tenant, slug, "owner"), slug);
    ApplicationId application = cast.application(owner, "robot");
    PlanChoice choice = new PlanChoice(application, PUBLISHER, "menu", plan, Mode.TEST);
    Outcome.Done done =
        assertInstanceOf(Outcome.Done.class, await(() -> subscriptions.request(owner, choice)));
    AccountId account = await(() -> accounts.ofConsumer(tenant)).getFirst().id();
    return new Held(owner, account, done.id());
  }

  /** The same application asks for a plan again, after its subscription ended. */
  Held asksAgain(Held held, String plan) {
    ApplicationId application = now(held).application();
    PlanChoice choice = new PlanChoice(application, PUBLISHER, "menu", plan, Mode.TEST);
    Outcome.Done done =
        assertInstanceOf(
            Outcome.Done.class, await(() -> subscriptions.request(held.owner(), choice)));
    return new Held(held.owner(), held.account(), done.id());
  }

  /** One that has paid its first period with this card. */
  Held pays(String slug, String plan, String card) {
    Held held = asks(slug, plan);
    assertInstanceOf(Paid.Done.class, pay(held, new Order.First(held.id()), card));
    return held;
  }

  Paid pay(Held held, Order.Purpose purpose, String card) {
    return await(() -> payments.pay(Payer.of(held.owner()), new Order(purpose, card, null, null)));
  }

  void card(Held held, String token) {
    assertInstanceOf(
        PaymentMethods.Changed.Done.class,
        await(() -> methods.add(Payer.of(held.owner()), held.account(), token, true)));
  }

  Subscribed now(Held held) {
    return await(() -> subscriptions.find(held.owner(), held.id())).orElseThrow();
  }

  Instant time(Held held) {
    return await(() -> clock.of(held.tenant(), held.account())).orElseThrow().now();
  }

  Moved.Done forward(Held held, Duration by) {
    return to(held, time(held).plus(by));
  }

  Moved.Done to(Held held, Instant time) {
    return assertInstanceOf(
        Moved.Done.class, await(() -> clock.move(held.owner(), held.account(), time)));
  }

  long count(String sql, Object... parameters) {
    return Long.parseLong(cast.one("select count(*) from " + sql, parameters));
  }
}

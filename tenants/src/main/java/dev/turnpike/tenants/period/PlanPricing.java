package dev.turnpike.tenants.period;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Rhythm;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a change of plan costs, and when it happens. */
final class PlanPricing {
  private PlanPricing() {}

  /** The plan that a subscription would go to. */
  @RegisterForReflection
  record To(UUID revision, String slug, String name, PlanTerms terms) {}

  /** Whether the current period goes on under the new plan. */
  static boolean keepsPeriod(Subscribed held, Rhythm rhythm) {
    return held.course().term() != null && rhythm.equals(held.rhythm());
  }

  static PlanMove of(Subscribed held, To to, Instant now) {
    Money before = held.terms().feeOfPeriod();
    Money after = to.terms().feeOfPeriod();
    Money none = Money.zero(before.currency());
    Rhythm rhythm = Rhythm.of(to.terms(), held.rhythm().zone());
    String hindrance = hindrance(held, to);
    Term term = held.course().term();
    if (hindrance != null) {
      return plan(held, to, true, now, now, none, none, null, hindrance);
    }
    if (held.state() instanceof Trialing trial) {
      return plan(held, to, true, now, now, none, none, trial.until(), null);
    }
    if (term != null && !isDearer(after, rhythm, before, held.rhythm())) {
      Instant next = rhythm.hasPeriods() ? term.endsAt() : null;
      return plan(held, to, false, now, term.endsAt(), none, none, next, null);
    }
    Money unused = term == null ? none : Proration.at(now, term).unused(before);
    if (term != null && keepsPeriod(held, rhythm)) {
      Money rest = Proration.at(now, term).rest(after);
      return plan(held, to, true, now, now, unused, rest, term.endsAt(), null);
    }
    Instant next = rhythm.hasPeriods() ? rhythm.boundary(now, 1) : null;
    return plan(held, to, true, now, now, unused, after, next, null);
  }

  private static @Nullable String hindrance(Subscribed held, To to) {
    if (!(held.state() instanceof Active) && !(held.state() instanceof Trialing)) {
      return "The plan can be changed once the subscription is active and paid.";
    }
    if (!to.terms().currency().equals(held.terms().currency())) {
      return "The account is in "
          + held.terms().currency()
          + ", the plan in "
          + to.terms().currency()
          + ".";
    }
    return StepTerms.beforePayment(to.terms().process()).isEmpty()
        ? null
        : "This plan needs the publisher's approval: cancel, then ask for it.";
  }

  /** By what a month costs. */
  private static boolean isDearer(Money after, Rhythm next, Money before, Rhythm now) {
    return Math.multiplyExact(after.micros(), Math.max(1, now.months()))
        > Math.multiplyExact(before.micros(), Math.max(1, next.months()));
  }

  private static PlanMove plan(
      Subscribed held,
      To to,
      boolean atOnce,
      Instant asOf,
      Instant effective,
      Money credit,
      Money charge,
      @Nullable Instant nextRenewal,
      @Nullable String hindrance) {
    return new PlanMove(
        to.revision(),
        held.planName(),
        to.name(),
        atOnce,
        asOf,
        effective,
        credit,
        charge,
        to.terms().feeOfPeriod(),
        nextRenewal,
        hindrance);
  }

  static PlanMove hindered(PlanMove move, String why) {
    return new PlanMove(
        move.revision(),
        move.from(),
        move.to(),
        move.atOnce(),
        move.asOf(),
        move.effective(),
        move.credit(),
        move.charge(),
        move.newFee(),
        move.nextRenewal(),
        why);
  }
}

package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.lease.Books.Sight;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Budget;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Leases.Answer;
import dev.turnpike.tenants.snapshot.Leases.Ask;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Quantities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The slices from which a caller's calls take, in the order of the checks: exact limits, budgets,
 * the wallet. Good until the snapshot or a period changes.
 */
final class Lane {
  /** How long a refusal is told again without asking. */
  private static final long REFUSAL_NANOS = 500_000_000;

  private final Route route;
  private final Application application;
  private final Key key;
  private final List<Stop> stops;
  private final long untilMillis;
  private final Desk desk;
  private final Plan plan;
  private final @Nullable Lane included;
  private final boolean free;
  private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
  private volatile long usedAtNanos;

  /**
   * One pot on the way.
   *
   * @param limit null for budgets and the wallet
   * @param budget null for limits and the wallet
   * @param resetsAt when its period ends; null for the wallet
   * @param isTold whether callers hear of it; counts that only prices need are nobody's limit
   */
  record Stop(
      Slice slice,
      @Nullable Limit limit,
      @Nullable Budget budget,
      @Nullable Instant resetsAt,
      boolean isTold) {
    /** What a call takes here, at most or in the end. */
    long amount(Money price, Quantities quantities) {
      return limit == null ? price.micros() : quantities.of(limit.unit());
    }

    /** The pot's size; null for one that only counts, and for wallets. */
    @Nullable Long bound() {
      if (limit != null) {
        return limit.hard() ? limit.quantity() : null;
      }
      return budget != null && budget.hard() ? budget.amount().micros() : null;
    }
  }

  /** What the database said of a pot that could not give. */
  record Shortage(int stop, long used, long held, long available) {}

  private record Refusal(Shortage shortage, long need, int news, long untilNanos) {}

  /**
   * A way for an ask and those like it.
   *
   * @param included the way that is tried before this one, on which included units pay; null when
   *     the plan includes none
   * @param free whether this is such a way
   */
  Lane(
      Route route,
      Ask ask,
      @Nullable Lane included,
      boolean free,
      List<Stop> stops,
      long untilMillis,
      Lender lender) {
    this.route = route;
    this.application = ask.application();
    this.key = ask.key();
    this.plan = ask.subscription().plan();
    this.included = included;
    this.free = free;
    this.stops = stops;
    this.untilMillis = untilMillis;
    this.desk = new Desk(this, lender);
  }

  /** Whether nothing has changed since it was laid out: the snapshot replaces what changes. */
  @SuppressWarnings("ReferenceEquality")
  boolean suits(Ask ask) {
    return application == ask.application()
        && key == ask.key()
        && ask.now().toEpochMilli() < untilMillis;
  }

  @Nullable Lane included() {
    return included;
  }

  /** The ask without what included units pay for. */
  Ask within(Ask ask) {
    return new Ask(
        ask.request(),
        ask.publisher(),
        ask.application(),
        ask.key(),
        ask.subscription(),
        ask.api(),
        min(ask.price(), plan.cost(ask.most())),
        ask.most(),
        ask.now());
  }

  /** What was used, without the cost of included units. */
  private Leases.Use within(Leases.Use use) {
    return free
        ? new Leases.Use(
            use.status(),
            use.used(),
            min(use.cost(), plan.cost(use.used())),
            use.bytesIn(),
            use.bytesOut(),
            use.at())
        : use;
  }

  /** What a use costs before anything is rated by its period's count. */
  private long flat(Leases.Use use) {
    return plan.isCumulative() && !free
        ? Math.min(use.cost().micros(), plan.cost(use.used()).micros())
        : use.cost().micros();
  }

  private static Money min(Money one, Money other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  Route route() {
    return route;
  }

  List<Stop> stops() {
    return stops;
  }

  Desk desk() {
    return desk;
  }

  long idleNanos(long nowNanos) {
    return nowNanos - usedAtNanos;
  }

  /** Takes of every slice, or of none. */
  boolean take(Ask ask, long nowNanos) {
    usedAtNanos = nowNanos;
    for (int i = 0; i < stops.size(); i++) {
      long amount = amount(i, ask);
      if (amount > 0 && !stops.get(i).slice().take(amount, nowNanos)) {
        giveBack(ask, i);
        return false;
      }
    }
    return true;
  }

  private void giveBack(Ask ask, int stopsTaken) {
    for (int i = 0; i < stopsTaken; i++) {
      stops.get(i).slice().end(amount(i, ask), 0);
    }
  }

  void giveBack(Ask ask) {
    giveBack(ask, stops.size());
  }

  long amount(int stop, Ask ask) {
    return stops.get(stop).amount(ask.price(), ask.most());
  }

  boolean isLow() {
    for (Stop stop : stops) {
      if (stop.slice().isLow()) {
        return true;
      }
    }
    return false;
  }

  /** What the call holds now, with what is left of each limit. */
  Leases.Held held(Ask ask) {
    List<Leases.Remaining> remaining = new ArrayList<>(stops.size());
    Money available = null;
    for (Stop stop : stops) {
      if (!stop.isTold()) {
        continue;
      }
      if (stop.limit() != null && stop.resetsAt() != null) {
        remaining.add(
            new Leases.Remaining(
                stop.limit(), stop.slice().left(stop.limit().quantity()), stop.resetsAt()));
      } else if (stop.budget() == null && ask.price().isPositive()) {
        available = new Money(stop.slice().left(0), ask.price().currency());
      }
    }
    return new Leases.Held(ask, remaining, available, new Taken(this));
  }

  /** A served call, as the books want it. */
  Usage usage(Ask ask, Leases.Use whole) {
    Leases.Use use = within(whole);
    List<Usage.Take> takes = new ArrayList<>(stops.size());
    for (Stop stop : stops) {
      long amount = stop.amount(use.cost(), use.used());
      if (amount > 0) {
        takes.add(new Usage.Take(stop.slice().pot(), amount));
      }
    }
    return new Usage(
        ask.request().value(),
        use.at(),
        use.status(),
        use.bytesIn(),
        use.bytesOut(),
        use.cost().micros(),
        flat(use),
        use.used(),
        route,
        takes);
  }

  /** Keeps what was used; what the call took beyond it is there again. */
  void keep(Ask ask, Leases.Use whole) {
    Leases.Use use = within(whole);
    for (int i = 0; i < stops.size(); i++) {
      Stop stop = stops.get(i);
      stop.slice().end(amount(i, ask), stop.amount(use.cost(), use.used()));
    }
  }

  /** Null unless a refusal of just now says it all. */
  @Nullable Answer refusal(Ask ask, long nowNanos) {
    Refusal known = refusal.get();
    if (known == null) {
      return null;
    }
    int stop = known.shortage().stop();
    if (nowNanos - known.untilNanos() > 0 || stops.get(stop).slice().news() != known.news()) {
      refusal.compareAndSet(known, null);
      return null;
    }
    return amount(stop, ask) >= known.need() ? answer(ask, known.shortage()) : null;
  }

  void remember(Shortage shortage, long need, int news, long nowNanos) {
    refusal.set(new Refusal(shortage, need, news, nowNanos + REFUSAL_NANOS));
  }

  /** What a question is told: other nodes would give back what they do not use. */
  Answer answer(Ask ask, List<Sight> sights) {
    for (int i = 0; i < sights.size(); i++) {
      Sight sight = sights.get(i);
      Stop stop = stops.get(i);
      Long bound = stop.bound();
      long mine = Math.max(0, stop.slice().remaining());
      long free =
          stop.slice().pot().kind() == Pot.Kind.WALLET
              ? sight.available()
              : bound == null ? Long.MAX_VALUE / 2 : bound - sight.used() - sight.held();
      long reachable = free + mine + sight.lent();
      if (reachable < amount(i, ask)) {
        return answer(
            ask, new Shortage(i, sight.used(), sight.held() - mine - sight.lent(), reachable));
      }
    }
    return held(ask);
  }

  Answer answer(Ask ask, Shortage shortage) {
    Stop stop = stops.get(shortage.stop());
    if (stop.limit() != null && stop.resetsAt() != null) {
      return new Leases.LimitReached(
          stop.limit(), shortage.used(), shortage.held(), stop.resetsAt());
    }
    if (stop.budget() != null && stop.resetsAt() != null) {
      return new Leases.BudgetReached(
          stop.budget(),
          new Money(shortage.used(), ask.price().currency()),
          new Money(shortage.held(), ask.price().currency()),
          stop.resetsAt());
    }
    return new Leases.FundsShort(
        new Money(shortage.available(), ask.price().currency()),
        new Money(shortage.held(), ask.price().currency()),
        ask.price());
  }
}

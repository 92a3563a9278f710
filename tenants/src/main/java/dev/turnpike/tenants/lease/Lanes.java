package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.lease.Lane.Stop;
import dev.turnpike.tenants.snapshot.Budget;
import dev.turnpike.tenants.snapshot.Leases.Ask;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Subscription;
import dev.turnpike.tenants.snapshot.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lanes and slices of this node. Lanes share the slices of the pots they have in common; both
 * are forgotten when nobody uses them.
 */
final class Lanes {
  private static final Duration LANE_IDLE = Duration.ofSeconds(30);
  private static final Duration SLICE_FORGOTTEN = Duration.ofSeconds(60);

  private final Lender lender;
  private final Ids ids;
  private final ConcurrentHashMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<PotKey, Slice> slices = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<UUID, Slice> byPot = new ConcurrentHashMap<>();

  private record LaneKey(String key, SubscriptionId subscription, ApiId api) {}

  Lanes(Lender lender, Ids ids) {
    this.lender = lender;
    this.ids = ids;
  }

  Lane of(Ask ask) {
    LaneKey key = new LaneKey(ask.key().id(), ask.subscription().id(), ask.api().id());
    Lane known = lanes.get(key);
    if (known != null && known.suits(ask)) {
      return known;
    }
    Lane fresh = layOut(ask);
    lanes.put(key, fresh);
    return fresh;
  }

  @Nullable Slice slice(UUID pot) {
    return byPot.get(pot);
  }

  Collection<Slice> slices() {
    return slices.values();
  }

  /** The database named the pot of a slice. */
  void named(Slice slice) {
    byPot.put(slice.pot().id(), slice);
  }

  /** Everything that was leased is void. */
  void clear() {
    lanes.clear();
    slices.clear();
    byPot.clear();
  }

  /** Slices that no lane has used for a minute and in which nothing is left. */
  List<Slice> forgotten(long nowNanos) {
    lanes.values().removeIf(lane -> lane.idleNanos(nowNanos) > LANE_IDLE.toNanos());
    Set<Slice> needed = new HashSet<>();
    for (Lane lane : lanes.values()) {
      lane.stops().forEach(stop -> needed.add(stop.slice()));
      Lane included = lane.included();
      if (included != null) {
        included.stops().forEach(stop -> needed.add(stop.slice()));
      }
    }
    return slices.values().stream()
        .filter(slice -> !needed.contains(slice))
        .filter(slice -> slice.idleNanos(nowNanos) > SLICE_FORGOTTEN.toNanos())
        .filter(slice -> slice.remaining() == 0 && slice.inFlight() == 0)
        .toList();
  }

  void forget(Slice slice) {
    slices.remove(slice.key(), slice);
    byPot.remove(slice.pot().id(), slice);
  }

  /** Somebody still uses a slice that was forgotten meanwhile; it is kept unless it has a heir. */
  boolean keep(Slice slice) {
    Slice known = slices.putIfAbsent(slice.key(), slice);
    return known == null || known.equals(slice);
  }

  private Lane layOut(Ask ask) {
    Subscription subscription = ask.subscription();
    Route route =
        new Route(
            ask.publisher().value(),
            ask.application().consumer().value(),
            ask.application().id().value(),
            subscription.id().value(),
            ask.api().id().value(),
            subscription.plan().id().value(),
            ask.key().id());
    List<Stop> stops = new ArrayList<>();
    Instant until = Instant.MAX;
    for (Limit limit : subscription.plan().exactLimits()) {
      Stop stop = limit(ask, route, limit);
      stops.add(stop);
      until = earlier(until, stop.resetsAt());
    }
    for (Budget budget :
        ask.application().budgetsAbove(ask.key(), subscription.plan().currency())) {
      Instant start = budget.start(ask.now());
      PotKey key = new PotKey.Budget(budget.id(), start);
      Slice slice = slice(key, new Pot(Pot.Kind.BUDGET, budget.id(), start), route);
      Stop stop = new Stop(slice, null, budget, budget.end(ask.now()), true);
      stops.add(stop);
      until = earlier(until, stop.resetsAt());
    }
    UUID wallet = subscription.wallet().value();
    Slice purse = slice(new PotKey.Wallet(wallet), Pot.wallet(wallet), route);
    stops.add(new Stop(purse, null, null, null, true));
    if (!subscription.plan().isCumulative()) {
      return new Lane(route, ask, null, false, List.copyOf(stops), millis(until), lender);
    }
    return rated(ask, route, stops, until);
  }

  /**
   * Prices that depend on the count of a period count it. Included units are a way of their own
   * that is tried first: while they last, calls cost nothing but their flat prices.
   */
  private Lane rated(Ask ask, Route route, List<Stop> stops, Instant until) {
    List<Stop> free = new ArrayList<>(stops);
    List<Stop> paid = new ArrayList<>(stops);
    Instant end = until;
    boolean includes = true;
    for (Price price : ask.subscription().plan().prices().each()) {
      if (price.isCumulative()) {
        Stop rated = count(ask, route, price, "rated", Long.MAX_VALUE, price.unit());
        paid.add(0, rated);
        free.add(0, count(ask, route, price, "free", price.included(), null));
        includes &= price.included() > 0;
        end = earlier(end, rated.resetsAt());
      }
    }
    Lane first =
        includes ? new Lane(route, ask, null, true, List.copyOf(free), millis(end), lender) : null;
    return new Lane(route, ask, first, false, List.copyOf(paid), millis(end), lender);
  }

  private Stop count(
      Ask ask, Route route, Price price, String word, long units, @Nullable Unit rated) {
    Subscription subscription = ask.subscription();
    Limit.Window period = subscription.plan().period();
    Instant now = subscription.time(ask.now());
    Instant start = period.start(now, subscription.zone());
    Instant end = period.end(now, subscription.zone()).minus(subscription.ahead());
    String name = word + ":" + price.unit().name().toLowerCase(Locale.ROOT);
    Limit limit =
        new Limit(
            name,
            Limit.Kind.ALLOWANCE,
            price.unit(),
            units,
            period,
            Limit.Scope.SUBSCRIPTION,
            rated == null);
    PotKey key = new PotKey.Counter(subscription.id().value(), "", name, start);
    long base = rated == null ? 0 : price.included();
    Pot pot = new Pot(Pot.Kind.COUNTER, ids.next(), start, rated, base);
    return new Stop(slice(key, pot, route), limit, null, end, false);
  }

  private static long millis(Instant until) {
    return until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
  }

  /** Allowances run in the account's time and zone, rates in the world's. */
  private Stop limit(Ask ask, Route route, Limit limit) {
    Subscription subscription = ask.subscription();
    boolean allowance = limit.kind() == Limit.Kind.ALLOWANCE;
    Instant start =
        allowance
            ? limit.window().start(subscription.time(ask.now()), subscription.zone())
            : limit.window().start(ask.now());
    Instant end =
        allowance
            ? limit
                .window()
                .end(subscription.time(ask.now()), subscription.zone())
                .minus(subscription.ahead())
            : limit.window().end(ask.now());
    PotKey key =
        new PotKey.Counter(subscription.id().value(), subject(ask, limit), limit.name(), start);
    Slice slice = slice(key, new Pot(Pot.Kind.COUNTER, ids.next(), start), route);
    return new Stop(slice, limit, null, end, true);
  }

  private static String subject(Ask ask, Limit limit) {
    return switch (limit.scope()) {
      case SUBSCRIPTION -> "";
      case APPLICATION -> "application:" + ask.application().id();
      case KEY -> "key:" + ask.key().id();
    };
  }

  private Slice slice(PotKey key, Pot pot, Route route) {
    return slices.computeIfAbsent(key, k -> new Slice(k, pot, route, System.nanoTime()));
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }
}

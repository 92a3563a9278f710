package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.LimitState;
import dev.turnpike.tenants.notice.Forecast;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plans;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.usage.Counters.Counted;
import dev.turnpike.ui.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of each counted limit is used in the window that runs now. */
final class Gauges {
  /** A gauge of a second or a minute is over before it is read. */
  private static final Duration SHORTEST_SHOWN = Duration.ofHours(1);

  private Gauges() {}

  /** {@code calls} is the word for what is counted. */
  static List<LimitState> of(
      List<Subscribed> subscriptions, List<Counted> counted, Instant now, String calls) {
    return subscriptions.stream()
        .filter(Gauges::isLive)
        .flatMap(each -> of(each, counted, now, calls))
        .toList();
  }

  private static boolean isLive(Subscribed subscribed) {
    return switch (subscribed.state()) {
      case SubscriptionState.Active active -> true;
      case SubscriptionState.Trialing trialing -> true;
      case SubscriptionState.PastDue pastDue -> true;
      case SubscriptionState.Suspended suspended -> true;
      default -> false;
    };
  }

  private static Stream<LimitState> of(
      Subscribed it, List<Counted> counted, Instant now, String calls) {
    return it.terms().limits().stream()
        .map(Plans::limit)
        .filter(Limit::isExact)
        .filter(limit -> limit.window().length().compareTo(SHORTEST_SHOWN) >= 0)
        .map(limit -> state(it, limit, counted, now, calls));
  }

  private static LimitState state(
      Subscribed it, Limit limit, List<Counted> counted, Instant now, String calls) {
    Instant start = limit.window().start(now);
    Optional<Counted> current =
        counted.stream()
            .filter(
                row ->
                    row.subscription().equals(it.id())
                        && row.limit().equals(limit.name())
                        && row.startsAt().equals(start))
            .findFirst();
    return new LimitState(
        it.applicationName(),
        Gauge.ofUsage(
            limit.name(),
            current.map(Counted::used).orElse(0L),
            current.map(Counted::held).orElse(0L),
            limit.quantity(),
            calls),
        limit.window().end(now),
        Forecast.usedUp(
                start,
                now,
                limit.window().end(now),
                current.map(Counted::used).orElse(0L),
                limit.quantity())
            .filter(when -> when.isAfter(now))
            .orElse(null),
        Addresses.subscription(it.publisher().slug(), it.consumer().slug(), it.id())
            + "#change-plan");
  }
}

package dev.turnpike.tenants.notice;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something runs out if it goes on as it did. A straight line through what was used: no
 * seasons, no weekends; it says "at this pace" and promises nothing.
 */
public final class Forecast {
  /** A pace seen for less is none. */
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  private static final Duration FARTHEST = Duration.ofDays(366);

  private Forecast() {}

  /**
   * When a quantity of a window is used up; empty when that is not before the window ends, or when
   * it runs for too short a time to tell.
   */
  public static Optional<Instant> usedUp(
      Instant start, Instant now, Instant end, long used, long quantity) {
    if (used >= quantity) {
      return Optional.of(now);
    }
    return lasting(Duration.between(start, now), used, quantity - used)
        .map(now::plus)
        .filter(when -> when.isBefore(end));
  }

  /**
   * When what is left is spent, if so much was spent in the time before; empty: not within a year.
   */
  public static Optional<Instant> spent(Instant now, Duration before, long spent, long left) {
    if (left <= 0) {
      return Optional.of(now);
    }
    return lasting(before, spent, left).map(now::plus);
  }

  private static Optional<Duration> lasting(Duration seen, long used, long left) {
    if (used <= 0 || seen.compareTo(SHORTEST) < 0) {
      return Optional.empty();
    }
    BigInteger millis =
        BigInteger.valueOf(seen.toMillis())
            .multiply(BigInteger.valueOf(left))
            .divide(BigInteger.valueOf(used));
    return millis.compareTo(BigInteger.valueOf(FARTHEST.toMillis())) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis.longValueExact()));
  }
}

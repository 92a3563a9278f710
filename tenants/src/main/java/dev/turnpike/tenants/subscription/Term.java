package dev.turnpike.tenants.subscription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time that is paid for, or billed at its end.
 *
 * @param anchor from which all boundaries are counted
 * @param number of the boundary at which it ends
 * @param startsAt when the current period began
 * @param endsAt when the next one begins
 */
public record Term(Instant anchor, int number, Instant startsAt, Instant endsAt) {
  public Term {
    if (number < 1 || !endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException(
          "period " + number + " from " + startsAt + " to " + endsAt);
    }
  }

  /** The first one, which begins now, to the microsecond. */
  public static Term first(Instant now, Rhythm rhythm) {
    Instant start = now.truncatedTo(ChronoUnit.MICROS);
    return new Term(start, 1, start, rhythm.boundary(start, 1));
  }

  /** The one that follows without a gap. */
  public Term next(Rhythm rhythm) {
    return new Term(anchor, number + 1, endsAt, rhythm.boundary(anchor, number + 1));
  }

  /** This one and the following as one: renewed before its end. */
  public Term extended(Rhythm rhythm) {
    return new Term(anchor, number + 1, startsAt, rhythm.boundary(anchor, number + 1));
  }
}

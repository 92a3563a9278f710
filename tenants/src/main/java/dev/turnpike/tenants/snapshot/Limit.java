package dev.turnpike.tenants.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * So many calls in a window.
 *
 * @param name unique in its plan, as callers see it
 */
public record Limit(String name, Kind kind, long quantity, Window window) {
  public Limit {
    if (quantity < 0) {
      throw new IllegalArgumentException("limit " + name + ": the quantity is negative");
    }
  }

  /**
   * Whether it is counted in the database. Long windows and small quantities are: there an error of
   * one call shows. The rest is counted in memory.
   */
  public boolean isExact() {
    return kind == Kind.ALLOWANCE
        || quantity < 100
        || window.length.compareTo(Duration.ofHours(1)) >= 0;
  }

  public enum Kind {
    /** Waiting helps: 429. */
    RATE,
    /** Paying or upgrading helps: 402. */
    ALLOWANCE
  }

  /** A calendar window in UTC. */
  public enum Window {
    SECOND(Duration.ofSeconds(1), ChronoUnit.SECONDS),
    MINUTE(Duration.ofMinutes(1), ChronoUnit.MINUTES),
    HOUR(Duration.ofHours(1), ChronoUnit.HOURS),
    DAY(Duration.ofDays(1), ChronoUnit.DAYS),
    MONTH(Duration.ofDays(30), ChronoUnit.MONTHS);

    private final Duration length;
    private final ChronoUnit unit;

    Window(Duration length, ChronoUnit unit) {
      this.length = length;
      this.unit = unit;
    }

    /** The usual length; a month counts as 30 days here and only here. */
    public Duration length() {
      return length;
    }

    public Instant start(Instant now) {
      ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
      return unit == ChronoUnit.MONTHS
          ? utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant()
          : utc.truncatedTo(unit).toInstant();
    }

    public Instant end(Instant now) {
      return start(now).atZone(ZoneOffset.UTC).plus(1, unit).toInstant();
    }
  }
}

package dev.turnpike.tenants.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;

/**
 * So much of a unit in a window.
 *
 * @param name unique in its plan, as callers see it
 * @param scope whose use is added up
 * @param hard a soft one warns when it is crossed and never refuses
 */
public record Limit(
    String name, Kind kind, Unit unit, long quantity, Window window, Scope scope, boolean hard) {
  /** So many calls of a subscription, and not one more. */
  public Limit(String name, Kind kind, long quantity, Window window) {
    this(name, kind, Unit.REQUESTS, quantity, window, Scope.SUBSCRIPTION, true);
  }

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

  /** Whose use is added up. */
  public enum Scope {
    SUBSCRIPTION,
    APPLICATION,
    KEY
  }

  /** A calendar window, in UTC unless a zone is given. */
  public enum Window {
    SECOND(Duration.ofSeconds(1), ChronoUnit.SECONDS),
    MINUTE(Duration.ofMinutes(1), ChronoUnit.MINUTES),
    HOUR(Duration.ofHours(1), ChronoUnit.HOURS),
    DAY(Duration.ofDays(1), ChronoUnit.DAYS),
    MONTH(Duration.ofDays(30), ChronoUnit.MONTHS),
    QUARTER(Duration.ofDays(91), IsoFields.QUARTER_YEARS),
    YEAR(Duration.ofDays(365), ChronoUnit.YEARS);

    private final Duration length;
    private final TemporalUnit unit;

    Window(Duration length, TemporalUnit unit) {
      this.length = length;
      this.unit = unit;
    }

    /** The usual length; a month counts as 30 days here and only here. */
    public Duration length() {
      return length;
    }

    public Instant start(Instant now) {
      return start(now, ZoneOffset.UTC);
    }

    public Instant end(Instant now) {
      return end(now, ZoneOffset.UTC);
    }

    public Instant start(Instant now, ZoneId zone) {
      return first(now, zone).toInstant();
    }

    public Instant end(Instant now, ZoneId zone) {
      return first(now, zone).plus(1, unit).toInstant();
    }

    private ZonedDateTime first(Instant now, ZoneId zone) {
      ZonedDateTime local = now.atZone(zone);
      ZonedDateTime day = local.truncatedTo(ChronoUnit.DAYS);
      return switch (this) {
        case SECOND, MINUTE, HOUR, DAY -> local.truncatedTo(unit);
        case MONTH -> day.withDayOfMonth(1);
        case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        case YEAR -> day.withDayOfYear(1);
      };
    }
  }
}

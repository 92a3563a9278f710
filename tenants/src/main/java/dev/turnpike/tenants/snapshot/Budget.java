package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A cap that a consumer sets itself: for the tenant, a team, an application or a key. A call is
 * checked against every budget above it that is in the currency of its price. Budgets run in the
 * world's time, for one may lie over accounts of many publishers.
 *
 * @param name the consumer's own word for it; publishers never see it
 * @param window the period it is renewed in: a day, month, quarter or year
 * @param zone where a period's first day begins
 * @param hard a soft one warns and never refuses
 * @param anchor a day on which a period began; the others follow from it
 */
public record Budget(
    UUID id,
    String name,
    Money amount,
    Limit.Window window,
    ZoneId zone,
    boolean hard,
    LocalDate anchor) {
  /** Periods that begin with calendar months, quarters and years. */
  public static final LocalDate CALENDAR = LocalDate.of(2000, 1, 1);

  public Budget(
      UUID id, String name, Money amount, Limit.Window window, ZoneId zone, boolean hard) {
    this(id, name, amount, window, zone, hard, CALENDAR);
  }

  /** When the period of this moment began. */
  public Instant start(Instant now) {
    return midnight(first(now));
  }

  /** When the period of this moment ends, and the next begins. */
  public Instant end(Instant now) {
    long periods = periods(now.atZone(zone).toLocalDate()) + 1;
    return midnight(nth(periods));
  }

  private LocalDate first(Instant now) {
    return nth(periods(now.atZone(zone).toLocalDate()));
  }

  /** Whole periods from the anchor to a day; negative for days before it. */
  private long periods(LocalDate day) {
    if (window == Limit.Window.DAY) {
      return ChronoUnit.DAYS.between(anchor, day);
    }
    long months =
        (day.getYear() - anchor.getYear()) * 12L + day.getMonthValue() - anchor.getMonthValue();
    long periods = Math.floorDiv(months, months());
    // An anchor on the 31st begins on the last day of shorter months.
    return nth(periods).isAfter(day) ? periods - 1 : periods;
  }

  private LocalDate nth(long periods) {
    return window == Limit.Window.DAY
        ? anchor.plusDays(periods)
        : anchor.plusMonths(periods * months());
  }

  private int months() {
    return switch (window) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case SECOND, MINUTE, HOUR, DAY ->
          throw new IllegalStateException("a budget of a " + window + " has no months");
    };
  }

  private Instant midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}

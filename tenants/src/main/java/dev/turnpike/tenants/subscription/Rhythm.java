package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.catalog.PlanTerms;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long a plan's periods are and where they begin: boundaries are counted from the anchor, never
 * from the one before, so that 31 January, 28 February and 31 March follow each other; in the
 * account's zone, so that a change of summer time keeps the hour of the day.
 *
 * @param months of one period; 0: the plan has none, as it costs nothing but its calls
 */
public record Rhythm(int months, ZoneId zone) {
  public Rhythm {
    if (months < 0) {
      throw new IllegalArgumentException(months + " months");
    }
  }

  public static Rhythm of(PlanTerms terms, ZoneId zone) {
    boolean bills =
        terms.feeOfPeriod().isPositive() || terms.billing() == PlanTerms.Billing.postpaid;
    return new Rhythm(bills ? months(terms.billingPeriod()) : 0, zone);
  }

  private static int months(PlanTerms.Period period) {
    return switch (period) {
      case month -> 1;
      case quarter -> 3;
      case year -> 12;
    };
  }

  public boolean hasPeriods() {
    return months > 0;
  }

  /** The end of period {@code number} counted from 1; of 0 the anchor itself. */
  public Instant boundary(Instant anchor, int number) {
    return anchor
        .atZone(zone)
        .toLocalDateTime()
        .plusMonths((long) months * number)
        .atZone(zone)
        .toInstant();
  }

  /** So many days later at the same time of the day. */
  public Instant daysAfter(Instant now, int days) {
    return now.atZone(zone).toLocalDateTime().plusDays(days).atZone(zone).toInstant();
  }
}

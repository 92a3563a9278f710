package dev.turnpike.tenants.snapshot;

import java.math.BigInteger;
import java.util.List;

/**
 * What counts cost. Pure functions in micro-units: ceil(units × price / 1,000,000), rounded up once
 * for each rated line, exact in between. PostgreSQL's {@code rate_units} answers the same. A cost
 * beyond 64 bits is an {@link ArithmeticException}.
 */
public final class Rating {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private Rating() {}

  /** What the first {@code units} of a period cost together. Zero for none; never falls. */
  public static long total(Price price, long units) {
    long billed = units - Math.min(units, price.included());
    if (billed == 0) {
      return 0;
    }
    return switch (price.shape()) {
      case Price.Flat(long perMillion) -> line(times(billed, perMillion));
      case Price.Tiered(List<Price.Tier> tiers) -> line(graduated(tiers, billed));
      case Price.Volume(List<Price.Tier> tiers) ->
          line(times(billed, reached(tiers, billed).perMillion()));
      case Price.Pack(long size, long pack) ->
          times((billed - 1) / size + 1, pack).longValueExact();
    };
  }

  /**
   * What {@code units} more cost after {@code from} of the same period. The parts of a period add
   * up to its {@link #total}; of a volume a part is negative when it reaches a cheaper tier. A flat
   * price knows no before: each part is a line of its own, and rounded up.
   */
  public static long cost(Price price, long from, long units) {
    return price.isCumulative()
        ? Math.subtractExact(total(price, Math.addExact(from, units)), total(price, from))
        : total(price, units);
  }

  /** The most that {@code units} can cost, wherever in the period they fall. */
  public static long most(Price price, long units) {
    return switch (price.shape()) {
      case Price.Flat(long perMillion) -> line(times(units, perMillion));
      case Price.Tiered(List<Price.Tier> tiers) -> line(times(units, dearest(tiers)));
      case Price.Volume(List<Price.Tier> tiers) -> line(times(units, dearest(tiers)));
      case Price.Pack(long size, long pack) ->
          units == 0 ? 0 : times((units - 1) / size + 1, pack).longValueExact();
    };
  }

  /**
   * The most units of a period that cost no more than {@code cap} together; {@link
   * Price.Tier#NO_END} when no count does. Not for volumes, whose total falls at a tier's end.
   */
  static long unitsWithin(Price price, long cap) {
    long within = 0;
    long beyond = Price.Tier.NO_END;
    if (fits(price, beyond, cap)) {
      return beyond;
    }
    while (beyond - within > 1) {
      long middle = within + (beyond - within) / 2;
      if (fits(price, middle, cap)) {
        within = middle;
      } else {
        beyond = middle;
      }
    }
    return within;
  }

  private static boolean fits(Price price, long units, long cap) {
    try {
      return total(price, units) <= cap;
    } catch (ArithmeticException tooDear) {
      return false;
    }
  }

  private static BigInteger graduated(List<Price.Tier> tiers, long units) {
    BigInteger sum = BigInteger.ZERO;
    long below = 0;
    for (Price.Tier tier : tiers) {
      long inTier = Math.min(units, tier.upTo()) - below;
      sum = sum.add(times(inTier, tier.perMillion()));
      if (units <= tier.upTo()) {
        break;
      }
      below = tier.upTo();
    }
    return sum;
  }

  private static Price.Tier reached(List<Price.Tier> tiers, long units) {
    for (Price.Tier tier : tiers) {
      if (units <= tier.upTo()) {
        return tier;
      }
    }
    return tiers.getLast();
  }

  private static long dearest(List<Price.Tier> tiers) {
    return tiers.stream().mapToLong(Price.Tier::perMillion).max().orElse(0);
  }

  private static BigInteger times(long units, long price) {
    return BigInteger.valueOf(units).multiply(BigInteger.valueOf(price));
  }

  /** One rated line, rounded up to a whole micro-unit. */
  private static long line(BigInteger micros) {
    return micros.add(MILLION.subtract(BigInteger.ONE)).divide(MILLION).longValueExact();
  }
}

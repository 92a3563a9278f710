package dev.turnpike.tenants.snapshot;

import java.util.List;

/**
 * What a unit costs, over the count of a period. Immutable, exact; {@link Rating} does the sums.
 *
 * @param included units of each period that cost nothing; the count of {@link #shape} begins behind
 *     them
 */
public record Price(Unit unit, long included, Shape shape) {
  public Price {
    if (included < 0) {
      throw new IllegalArgumentException("included units are negative: " + included);
    }
  }

  /** Whether a unit's cost depends on how many came before it in the period. */
  public boolean isCumulative() {
    return included > 0 || !(shape instanceof Flat);
  }

  /** How the cost grows with the count. Prices are micro-units of the currency. */
  public sealed interface Shape permits Flat, Tiered, Volume, Pack {}

  /** Each unit costs the same: so much for 1,000,000. */
  public record Flat(long perMillion) implements Shape {
    public Flat {
      notNegative(perMillion);
    }
  }

  /** Graduated: each unit costs what the tier it falls into says. */
  public record Tiered(List<Tier> tiers) implements Shape {
    public Tiered {
      tiers = ascending(tiers);
    }
  }

  /** The whole quantity costs what the tier says that it reached. Its prices never rise. */
  public record Volume(List<Tier> tiers) implements Shape {
    public Volume {
      tiers = ascending(tiers);
      for (int i = 1; i < tiers.size(); i++) {
        if (tiers.get(i).perMillion() > tiers.get(i - 1).perMillion()) {
          throw new IllegalArgumentException("the price of a volume rises with its quantity");
        }
      }
    }
  }

  /**
   * So much for each started pack.
   *
   * @param size units in a pack
   * @param price of a pack, in micro-units
   */
  public record Pack(long size, long price) implements Shape {
    public Pack {
      notNegative(price);
      if (size < 1) {
        throw new IllegalArgumentException("a pack has at least one unit, not " + size);
      }
    }
  }

  /**
   * One step of a ladder.
   *
   * @param upTo the last unit of the tier, counted from 1; {@link #NO_END} for the last tier
   * @param perMillion micro-units for 1,000,000 units
   */
  public record Tier(long upTo, long perMillion) {
    public static final long NO_END = Long.MAX_VALUE;

    public Tier {
      notNegative(perMillion);
    }
  }

  private static void notNegative(long price) {
    if (price < 0) {
      throw new IllegalArgumentException("a price is negative: " + price);
    }
  }

  private static List<Tier> ascending(List<Tier> tiers) {
    long before = 0;
    for (Tier tier : tiers) {
      if (tier.upTo() <= before) {
        throw new IllegalArgumentException("tiers end at " + tier.upTo() + " after " + before);
      }
      before = tier.upTo();
    }
    if (before != Tier.NO_END) {
      throw new IllegalArgumentException("the last tier has an end");
    }
    return List.copyOf(tiers);
  }
}

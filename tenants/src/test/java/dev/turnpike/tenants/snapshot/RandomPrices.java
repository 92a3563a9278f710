package dev.turnpike.tenants.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prices of every shape. */
final class RandomPrices {
  private RandomPrices() {}

  static Price next(Random random, Unit unit) {
    long included = random.nextBoolean() ? 0 : random.nextLong(0, 6_000);
    Price.Shape shape =
        switch (random.nextInt(4)) {
          case 0 -> new Price.Flat(perMillion(random));
          case 1 -> new Price.Tiered(ladder(random, false));
          case 2 -> new Price.Volume(ladder(random, true));
          default -> new Price.Pack(random.nextLong(1, 3_000), random.nextLong(0, 1_000_000));
        };
    return new Price(unit, included, shape);
  }

  private static List<Price.Tier> ladder(Random random, boolean falling) {
    List<Price.Tier> tiers = new ArrayList<>();
    long end = 0;
    long price = perMillion(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      end += random.nextLong(1, 4_000);
      tiers.add(new Price.Tier(end, price));
      price = falling ? random.nextLong(0, price + 1) : perMillion(random);
    }
    tiers.add(new Price.Tier(Price.Tier.NO_END, price));
    return tiers;
  }

  /** From a fraction of a micro-unit a piece to dollars a piece. */
  private static long perMillion(Random random) {
    return random.nextLong(0, 10L << random.nextInt(40));
  }
}

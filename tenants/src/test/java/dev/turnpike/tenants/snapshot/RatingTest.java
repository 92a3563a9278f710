package dev.turnpike.tenants.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.Price.Flat;
import dev.turnpike.tenants.snapshot.Price.Pack;
import dev.turnpike.tenants.snapshot.Price.Tier;
import dev.turnpike.tenants.snapshot.Price.Tiered;
import dev.turnpike.tenants.snapshot.Price.Volume;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RatingTest {
  /** 0.01, then 0.005 after ten, then 0.001 after a hundred. */
  private static final List<Tier> LADDER =
      List.of(
          new Tier(10, 10_000_000_000L),
          new Tier(100, 5_000_000_000L),
          new Tier(Tier.NO_END, 1_000_000_000L));

  @Test
  @Tag("R65")
  void each_shape_costs_what_its_words_say() {
    Price flat = price(0, new Flat(150_000));
    check(flat, 1, 1); // 0.15 micro-units, rounded up
    check(flat, 1_000_000, 150_000);
    check(flat, 0, 0);

    Price tiered = price(0, new Tiered(LADDER));
    check(tiered, 10, 100_000);
    check(tiered, 11, 105_000);
    check(tiered, 101, 100_000 + 450_000 + 1_000);

    Price volume = price(0, new Volume(LADDER));
    check(volume, 10, 100_000);
    check(volume, 11, 55_000);
    check(volume, 101, 101_000);

    Price pack = price(0, new Pack(1_000, 100_000));
    check(pack, 0, 0);
    check(pack, 1, 100_000);
    check(pack, 1_000, 100_000);
    check(pack, 1_001, 200_000);
  }

  @Test
  void what_is_included_costs_nothing_and_tiers_count_behind_it() {
    check(price(500, new Tiered(LADDER)), 500, 0);
    check(price(500, new Tiered(LADDER)), 511, 105_000);
    check(price(5, new Pack(10, 70)), 5, 0);
    check(price(5, new Pack(10, 70)), 6, 70);
  }

  @Test
  void a_product_beyond_64_bits_is_exact_and_a_cost_beyond_them_is_an_error() {
    check(price(0, new Flat(1_000_000)), Long.MAX_VALUE, Long.MAX_VALUE);
    assertThrows(
        ArithmeticException.class,
        () -> Rating.total(price(0, new Flat(1_000_001)), Long.MAX_VALUE));
  }

  @Test
  @Tag("I10")
  void the_parts_of_a_period_add_up_to_its_whole() {
    Random random = new Random(77);
    for (int i = 0; i < 20_000; i++) {
      Price price = RandomPrices.next(random, Unit.REQUESTS);
      if (!price.isCumulative()) {
        continue;
      }
      long count = 0;
      long sum = 0;
      for (int part = 0; part < 8; part++) {
        long units = random.nextLong(1, 5_000);
        sum += Rating.cost(price, count, units);
        count += units;
      }
      assertEquals(Rating.total(price, count), sum, price.toString());
    }
  }

  @Test
  void no_part_costs_more_than_the_most() {
    Random random = new Random(78);
    for (int i = 0; i < 20_000; i++) {
      Price price = RandomPrices.next(random, Unit.REQUESTS);
      long from = random.nextLong(0, 20_000);
      long units = random.nextLong(0, 5_000);
      long cost = Rating.cost(price, from, units);
      assertTrue(cost <= Rating.most(price, units), price + " " + from + " " + units);
      assertTrue(cost >= 0 || price.shape() instanceof Volume, price + " " + from + " " + units);
    }
  }

  @Test
  void a_cap_of_money_is_the_last_unit_that_stays_within_it() {
    assertEquals(100, Rating.unitsWithin(price(0, new Flat(10_000_000_000L)), 1_000_000));
    assertEquals(511, Rating.unitsWithin(price(500, new Tiered(LADDER)), 109_999));
    assertEquals(512, Rating.unitsWithin(price(500, new Tiered(LADDER)), 110_000));
    assertEquals(Tier.NO_END, Rating.unitsWithin(price(0, new Flat(0)), 1));
  }

  @Test
  @Tag("R65")
  void a_model_has_its_own_tokens_and_the_rest_of_the_plan_stays() {
    Prices prices =
        Prices.of(
            List.of(
                new Price(Unit.REQUESTS, 0, new Flat(1_000_000_000)),
                new Price(Unit.OUTPUT_TOKENS, 0, new Flat(9_000_000))),
            Map.of("small", new Prices.ModelPrice(150_000, 75_000, 600_000)));
    Quantities use =
        Quantities.ONE_REQUEST
            .with(Unit.INPUT_TOKENS, 1_000)
            .with(Unit.CACHED_TOKENS, 1_000)
            .with(Unit.OUTPUT_TOKENS, 1_000);
    assertEquals(1_000 + 150 + 75 + 600, prices.flat("small", use));
    assertEquals(1_000 + 9_000, prices.flat("another", use));
    assertEquals(1_000 + 150 + 75 + 600, prices.most("small", use));
    assertEquals(10_000, prices.most(use), "whichever model answers");
  }

  private static Price price(long included, Price.Shape shape) {
    return new Price(Unit.REQUESTS, included, shape);
  }

  private static void check(Price price, long units, long micros) {
    assertEquals(micros, Rating.total(price, units), units + " of " + price);
  }
}

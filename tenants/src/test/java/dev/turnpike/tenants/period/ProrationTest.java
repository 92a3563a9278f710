package dev.turnpike.tenants.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Rhythm;
import dev.turnpike.tenants.subscription.Term;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProrationTest {
  private static final Instant START = Instant.parse("2027-04-01T00:00:00Z");
  private static final Term APRIL = Term.first(START, new Rhythm(1, ZoneOffset.UTC));
  private static final Money TEN = Money.of("10.00", "USD");
  private static final Money HUNDRED = Money.of("100.00", "USD");

  @Test
  void half_of_a_month_is_half_of_the_fee() {
    Proration half = Proration.at(Instant.parse("2027-04-16T00:00:00Z"), APRIL);
    assertEquals("5.00 USD", half.unused(TEN).toString());
    assertEquals("50.00 USD", half.rest(HUNDRED).toString());
  }

  @Test
  void it_is_exact_to_the_second() {
    Proration oneSecond = Proration.at(Instant.parse("2027-04-30T23:59:59Z"), APRIL);
    // 100 USD ÷ 2,592,000 seconds is 38.58 micro-units.
    assertEquals(39, oneSecond.rest(HUNDRED).micros());
    assertEquals(38, oneSecond.unused(HUNDRED).micros());
  }

  @Test
  void at_its_ends_it_is_all_or_nothing() {
    assertEquals(TEN, Proration.at(START, APRIL).unused(TEN));
    assertEquals(HUNDRED, Proration.at(START, APRIL).rest(HUNDRED));
    assertTrue(Proration.at(APRIL.endsAt(), APRIL).rest(HUNDRED).isZero());
    assertTrue(Proration.at(APRIL.endsAt().plusSeconds(9), APRIL).unused(TEN).isZero());
    assertThrows(IllegalArgumentException.class, () -> new Proration(3, 2));
  }

  @Test
  void what_was_used_and_what_was_not_make_the_fee_up_to_a_micro_unit() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long all = 1 + random.nextLong(40_000_000);
      long left = random.nextLong(all + 1);
      Money fee = new Money(random.nextLong(1_000_000_000_000L), TEN.currency());
      Money unused = new Proration(left, all).unused(fee);
      Money used = new Proration(all - left, all).rest(fee);
      assertEquals(fee, unused.plus(used));
    }
  }
}

package dev.turnpike.tenants.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How an amount is written. */
class MoneyTest {
  @Test
  void an_amount_has_its_currency_s_places_and_no_needless_ones() {
    check(0, "USD", "0.00");
    check(10_000, "USD", "0.01");
    check(500, "USD", "0.0005");
    check(12_500_000, "USD", "12.50");
    check(-500, "USD", "-0.0005");
    check(-1_250_000, "USD", "-1.25");
    check(100_000_000, "JPY", "100");
    check(100_500_000, "JPY", "100.5");
    check(1_000, "KWD", "0.001");
    check(7_000_000, "XXX", "7");
  }

  @Test
  void it_is_written_as_exact_decimals_are() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long micros = random.nextLong() >> random.nextInt(63);
      String code = i % 2 == 0 ? "EUR" : "JPY";
      BigDecimal exact = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
      int places = Currency.getInstance(code).getDefaultFractionDigits();
      check(
          micros,
          code,
          exact
              .setScale(Math.max(exact.scale(), places), RoundingMode.UNNECESSARY)
              .toPlainString());
    }
  }

  private static void check(long micros, String currency, String expected) {
    assertEquals(expected, new Money(micros, Currency.getInstance(currency)).decimal());
  }
}

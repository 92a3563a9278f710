package dev.turnpike.tenants.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.billing.Line.Book;
import dev.turnpike.tenants.billing.Line.Kind;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumTest {
  private static final Currency USD = Currency.getInstance("USD");

  @ParameterizedTest
  @CsvSource({
    "USD, 5000, 10000",
    "USD, 4999, 0",
    "USD, -5000, -10000",
    "USD, 1234567, 1230000",
    "JPY, 500000, 1000000",
    "JPY, 499999, 0",
    "JPY, 123400000, 123000000",
    "KWD, 500, 1000",
    "KWD, 1234499, 1234000"
  })
  void a_line_is_rounded_half_up_to_what_its_currency_has(String currency, long exact, long asked) {
    assertEquals(asked, Sum.round(exact, Currency.getInstance(currency)));
  }

  @Test
  void what_is_left_over_is_on_the_next_invoice_once_it_is_worth_a_cent() {
    Sum first = Sum.of(List.of(usage(1_004_000)), Map.of(), USD);
    assertEquals(1_000_000, first.total());
    assertEquals(4_000, first.carry().get(Book.WALLET));
    Sum second = Sum.of(List.of(usage(2_002_000)), first.carry(), USD);
    assertEquals(2_000_000, second.total());
    assertEquals(6_000, second.carry().get(Book.WALLET));
    Sum third = Sum.of(List.of(), second.carry(), USD);
    assertEquals(10_000, third.total());
    assertEquals(Kind.CARRIED_USAGE, third.lines().getFirst().line().kind());
    assertEquals(-4_000, third.carry().get(Book.WALLET));
  }

  @Test
  void more_in_the_consumers_favour_than_asked_waits_for_the_next() {
    Sum sum =
        Sum.of(
            List.of(
                new Line(Kind.PRORATION, "The rest of Pro", 1, -30_000_000),
                new Line(Kind.RECURRING, "Basic", 1, 10_000_000)),
            Map.of(),
            USD);
    assertEquals(0, sum.total());
    assertEquals(-20_000_000, sum.carry().get(Book.REVENUE));
    Sum next = Sum.of(List.of(new Line(Kind.RECURRING, "Basic", 1, 50_000_000)), sum.carry(), USD);
    assertEquals(30_000_000, next.total());
  }

  private static Line usage(long micros) {
    return new Line(Kind.USAGE, "Calls", 1, micros);
  }
}

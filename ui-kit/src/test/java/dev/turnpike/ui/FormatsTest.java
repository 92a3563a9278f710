package dev.turnpike.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void money_keeps_every_digit_and_names_its_currency() {
    check("0.50 USD", "0.5");
    check("1,250.00 USD", "1250");
    check("0.000123 USD", "0.000123");
    check("−1,000.25 USD", "-1000.25");
  }

  @Test
  void distances_read_in_the_largest_fitting_unit() {
    assertEquals("now", Formats.from(NOW.minusSeconds(2), NOW));
    assertEquals("40 seconds ago", Formats.from(NOW.minusSeconds(40), NOW));
    assertEquals("3 minutes ago", Formats.from(NOW.minusSeconds(200), NOW));
    assertEquals("in 2 hours", Formats.from(NOW.plusSeconds(7_300), NOW));
    assertEquals("5 days ago", Formats.from(NOW.minusSeconds(5 * 86_400), NOW));
  }

  @Test
  void a_gauge_warns_before_it_is_full() {
    assertEquals("ok", Gauge.ofUsage("x", 79, 100, "requests").tone());
    assertEquals("warn", Gauge.ofUsage("x", 80, 100, "requests").tone());
    assertEquals("bad", Gauge.ofUsage("x", 100, 100, "requests").tone());
    assertEquals(100, Gauge.ofUsage("x", Long.MAX_VALUE, 100, "requests").percent());
    assertEquals(50, Gauge.ofUsage("x", Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE, "b").percent());
  }

  @Test
  void what_a_browser_asks_for_is_the_language_or_english() {
    assertEquals(Language.GERMAN, Language.asked("fr, de-CH;q=0.8, en;q=0.7"));
    for (String nonsense : new String[] {null, "", ";;;", "x".repeat(400), "x".repeat(600)}) {
      assertEquals(Language.ENGLISH, Language.asked(nonsense));
    }
  }

  @Test
  void german_distances_have_their_cases() {
    assertEquals("vor 1 Tag", Language.GERMAN.ago(1, Language.Unit.DAY));
    assertEquals("in 3 Tagen", Language.GERMAN.ahead(3, Language.Unit.DAY));
    assertEquals("vor 5 Minuten", Language.GERMAN.ago(5, Language.Unit.MINUTE));
    assertEquals("3 Tage", Language.GERMAN.span(3, Language.Unit.DAY));
  }

  private static void check(String expected, String decimal) {
    assertEquals(expected, Formats.amount(Money.of(decimal, "USD")));
  }
}

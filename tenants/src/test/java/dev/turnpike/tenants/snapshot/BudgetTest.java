package dev.turnpike.tenants.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R70")
class BudgetTest {
  @Test
  void a_quarter_of_the_calendar_begins_in_the_budgets_zone() {
    check(
        Limit.Window.QUARTER,
        "Europe/Berlin",
        "2000-01-01",
        "2026-11-21T14:00:00Z",
        "2026-09-30T22:00:00Z",
        "2026-12-31T23:00:00Z");
  }

  @Test
  void a_fiscal_year_begins_at_its_anchor() {
    check(
        Limit.Window.YEAR,
        "UTC",
        "2020-04-06",
        "2026-04-05T23:59:59Z",
        "2025-04-06T00:00:00Z",
        "2026-04-06T00:00:00Z");
  }

  @Test
  void a_month_that_begins_on_the_31st_begins_on_the_last_day_of_shorter_ones() {
    check(
        Limit.Window.MONTH,
        "UTC",
        "2026-01-31",
        "2026-02-28T00:00:00Z",
        "2026-02-28T00:00:00Z",
        "2026-03-31T00:00:00Z");
    check(
        Limit.Window.MONTH,
        "UTC",
        "2026-01-31",
        "2026-03-30T23:59:59Z",
        "2026-02-28T00:00:00Z",
        "2026-03-31T00:00:00Z");
  }

  @Test
  void a_day_is_a_day_even_when_the_clocks_change() {
    check(
        Limit.Window.DAY,
        "Europe/Berlin",
        "2000-01-01",
        "2026-10-25T12:00:00Z",
        "2026-10-24T22:00:00Z",
        "2026-10-25T23:00:00Z");
  }

  @Test
  void periods_reach_back_before_the_anchor() {
    check(
        Limit.Window.QUARTER,
        "UTC",
        "2026-02-15",
        "2026-01-01T00:00:00Z",
        "2025-11-15T00:00:00Z",
        "2026-02-15T00:00:00Z");
  }

  private static void check(
      Limit.Window window, String zone, String anchor, String now, String start, String end) {
    Budget budget =
        new Budget(
            new UUID(0, 1),
            "research",
            Money.of("1", "USD"),
            window,
            ZoneId.of(zone),
            true,
            LocalDate.parse(anchor));

    assertEquals(Instant.parse(start), budget.start(Instant.parse(now)));
    assertEquals(Instant.parse(end), budget.end(Instant.parse(now)));
  }
}

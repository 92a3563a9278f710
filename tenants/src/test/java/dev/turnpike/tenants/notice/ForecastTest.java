package dev.turnpike.tenants.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void half_used_in_ten_days_is_blocked_on_the_21st() {
    check("2026-11-11T00:00:00Z", 500, "2026-11-21T00:00:00Z");
  }

  @Test
  void what_lasts_until_the_reset_is_not_blocked() {
    check("2026-11-16T00:00:00Z", 500, null);
    check("2026-11-16T00:00:00Z", 501, "2026-11-30T22:33:46.347Z");
  }

  @Test
  void what_is_used_up_is_blocked_now() {
    check("2026-11-11T00:00:00Z", 1_000, "2026-11-11T00:00:00Z");
  }

  @Test
  void nothing_used_and_nothing_seen_tell_nothing() {
    check("2026-11-11T00:00:00Z", 0, null);
    check("2026-11-01T00:09:59Z", 900, null);
  }

  @Test
  void the_largest_numbers_do_not_overflow() {
    Instant now = FIRST.plus(Duration.ofDays(10));
    assertEquals(Optional.empty(), Forecast.spent(now, Duration.ofDays(10), 1, Long.MAX_VALUE));
    assertEquals(
        Optional.of(now.plus(Duration.ofDays(10))),
        Forecast.spent(now, Duration.ofDays(10), Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static void check(String now, long used, String blocked) {
    assertEquals(
        Optional.ofNullable(blocked).map(Instant::parse),
        Forecast.usedUp(FIRST, Instant.parse(now), END, used, 1_000));
  }
}

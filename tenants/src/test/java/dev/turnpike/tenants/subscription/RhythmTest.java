package dev.turnpike.tenants.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void months_keep_the_day_of_the_anchor() {
    check("2027-01-31T10:00", ZoneOffset.UTC, 1, "02-28T10:00", "03-31T10:00", "04-30T10:00");
    check("2028-01-31T10:00", ZoneOffset.UTC, 1, "02-29T10:00", "03-31T10:00", "04-30T10:00");
    check("2027-01-30T00:00", BERLIN, 1, "02-28T00:00", "03-30T00:00", "04-30T00:00");
    check("2027-01-31T10:00", ZoneOffset.UTC, 3, "04-30T10:00", "07-31T10:00", "10-31T10:00");
  }

  @Test
  void a_change_of_summer_time_keeps_the_hour_and_a_missing_hour_is_skipped() {
    check("2027-02-28T09:30", BERLIN, 1, "03-28T09:30", "04-28T09:30");
    check("2027-02-28T02:30", BERLIN, 1, "03-28T03:30", "04-28T02:30");
    check("2027-09-30T02:30", BERLIN, 1, "10-30T02:30", "11-30T02:30");
  }

  @Test
  void a_leap_day_comes_back_in_four_years() {
    Instant anchor = Instant.parse("2028-02-29T12:00:00Z");
    Rhythm yearly = new Rhythm(12, ZoneOffset.UTC);
    assertEquals(Instant.parse("2029-02-28T12:00:00Z"), yearly.boundary(anchor, 1));
    assertEquals(Instant.parse("2032-02-29T12:00:00Z"), yearly.boundary(anchor, 4));
  }

  @Test
  void periods_follow_each_other_without_a_gap_wherever_they_begin() {
    Random random = new Random(7);
    List<ZoneId> zones =
        List.of(BERLIN, ZoneId.of("America/New_York"), ZoneId.of("Pacific/Apia"), ZoneOffset.UTC);
    for (int i = 0; i < 2_000; i++) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      Rhythm rhythm = new Rhythm(List.of(1, 3, 12).get(random.nextInt(3)), zone);
      Instant anchor = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(400_000_000));
      Term term = Term.first(anchor, rhythm);
      for (int n = 2; n < 30; n++) {
        Term next = term.next(rhythm);
        assertEquals(term.endsAt(), next.startsAt());
        assertTrue(next.endsAt().isAfter(next.startsAt()));
        assertEquals(n, next.number());
        term = next;
      }
    }
  }

  private static void check(String anchor, ZoneId zone, int months, String... ends) {
    Instant start = LocalDateTime.parse(anchor).atZone(zone).toInstant();
    Rhythm rhythm = new Rhythm(months, zone);
    assertEquals(
        List.of(ends),
        IntStream.rangeClosed(1, ends.length)
            .mapToObj(n -> rhythm.boundary(start, n).atZone(zone).toLocalDateTime().toString())
            .map(text -> text.substring(5))
            .toList());
  }
}

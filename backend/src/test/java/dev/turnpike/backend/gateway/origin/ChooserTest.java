package dev.turnpike.backend.gateway.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class ChooserTest {
  private static final ApiId WEATHER = new ApiId(new UUID(1, 1));
  private static final OriginSet.Health HEALTH =
      new OriginSet.Health(3, Duration.ofSeconds(1), null);

  private final Fleet fleet = new Fleet();

  @Test
  @Tag("R192")
  void weights_are_met_and_the_heavy_one_is_not_called_in_a_row() {
    Chooser chooser = chooser(OriginSet.Balance.WEIGHTED, null, 5, 1, 1);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      order.add(called(chooser, 0));
    }
    assertEquals(List.of("a", "a", "b", "a", "c", "a", "a"), order);
    assertEquals(Map.of("a", 5000, "b", 1000, "c", 1000), calls(chooser, 7000));
  }

  @Test
  @Tag("R192")
  void a_canary_gets_its_share_of_ten_thousand_calls_and_they_are_spread() {
    for (int percent : new int[] {1, 5, 33, 50, 99}) {
      Chooser chooser = canary(percent);
      int drawn = 0;
      int longest = 0;
      int waited = 0;
      for (int i = 0; i < 10_000; i++) {
        if (chooser.drawsCanary(0)) {
          drawn++;
          waited = 0;
        } else {
          longest = Math.max(longest, ++waited);
        }
      }
      assertEquals(percent * 100, drawn);
      assertTrue(longest <= 100 / percent, percent + "% waited " + longest);
    }
  }

  @Test
  void a_sticky_canary_gets_its_share_of_the_consumers_and_always_the_same_ones() {
    Chooser chooser = canary(20);
    int drawn = 0;
    for (long consumer = 1; consumer <= 10_000; consumer++) {
      boolean first = chooser.drawsCanary(consumer);
      assertEquals(first, chooser.drawsCanary(consumer));
      drawn += first ? 1 : 0;
    }
    assertTrue(Math.abs(drawn - 2000) <= 100, drawn + " of 10,000");
  }

  @Test
  void growing_a_sticky_canary_takes_nobody_out_of_it() {
    Chooser few = canary(10);
    Chooser many = canary(30);
    for (long consumer = 1; consumer <= 5000; consumer++) {
      assertTrue(!few.drawsCanary(consumer) || many.drawsCanary(consumer));
    }
  }

  @Test
  @Tag("R192")
  void whoever_hashes_to_an_origin_that_is_left_stays_there() {
    Chooser all = chooser(OriginSet.Balance.CONSISTENT_HASH, null, 1, 1, 1, 1);
    Map<Long, String> before = new HashMap<>();
    Map<String, Integer> share = new HashMap<>();
    for (long consumer = 1; consumer <= 8000; consumer++) {
      String name = called(all, consumer);
      before.put(consumer, name);
      share.merge(name, 1, Integer::sum);
    }
    share.forEach((name, count) -> assertTrue(Math.abs(count - 2000) < 200, name + " " + count));
    long gone = 0;
    for (long consumer = 1; gone == 0; consumer++) {
      Seat seat = found(all.choose(false, consumer, 0, 0));
      gone = seat.origin().name().equals("b") ? seat.bit : 0;
    }
    long without = gone;
    before.forEach(
        (consumer, name) -> {
          Seat now = found(all.choose(false, consumer, without, 0));
          assertTrue(name.equals("b") || now.origin().name().equals(name));
        });
  }

  @Test
  void a_heavier_origin_gets_more_of_the_consumers() {
    Chooser chooser = chooser(OriginSet.Balance.CONSISTENT_HASH, null, 3, 1);
    int heavy = 0;
    for (long consumer = 1; consumer <= 8000; consumer++) {
      heavy += called(chooser, consumer).equals("a") ? 1 : 0;
    }
    assertTrue(Math.abs(heavy - 6000) < 200, heavy + " of 8,000");
  }

  @Test
  void the_least_loaded_for_its_weight_is_called() {
    Chooser chooser = chooser(OriginSet.Balance.LEAST_REQUESTS, null, 2, 1);
    Map<String, Integer> open = new HashMap<>();
    for (int i = 0; i < 9; i++) {
      Seat seat = found(chooser.choose(false, 0, 0, 0));
      seat.begin(0).enter();
      open.merge(seat.origin().name(), 1, Integer::sum);
    }
    assertEquals(Map.of("a", 6, "b", 3), open);
  }

  @Test
  void three_failures_in_a_row_take_an_origin_out_and_one_trial_brings_it_back() {
    Chooser chooser = chooser(OriginSet.Balance.WEIGHTED, null, 1, 1);
    Seat bad = seat(chooser, "a");
    fail(bad, 0);
    fail(bad, 0);
    Trial good = bad.begin(0);
    good.answered(200, HEALTH, 0);
    good.end(0);
    fail(bad, 0);
    fail(bad, 0);
    assertTrue(names(chooser, 0).contains("a"), "two in a row are none too many");
    fail(bad, 0);
    assertEquals(Set.of("b"), names(chooser, 0));
    assertEquals(Set.of("b"), names(chooser, seconds(0.9)));

    Seat trial = turnOf(chooser, "a", seconds(1.1));
    Trial first = trial.begin(seconds(1.1));
    assertEquals(Set.of("b"), names(chooser, seconds(1.1)), "one call at a time tries it");
    first.answered(204, HEALTH, seconds(1.2));
    first.end(seconds(1.2));
    assertEquals(Set.of("a", "b"), names(chooser, seconds(1.2)));
  }

  @Test
  void each_failed_trial_doubles_the_time_out() {
    Chooser chooser = chooser(OriginSet.Balance.WEIGHTED, null, 1, 1);
    Seat bad = seat(chooser, "a");
    for (int i = 0; i < 3; i++) {
      fail(bad, 0);
    }
    long now = seconds(1.1);
    for (long out : new long[] {2, 4, 8}) {
      fail(turnOf(chooser, "a", now), now);
      assertEquals(Set.of("b"), names(chooser, now + seconds(out - 0.1)));
      now += seconds(out + 0.1);
    }
  }

  @Test
  void a_trial_whose_client_left_decides_nothing_and_the_next_may_try() {
    Chooser chooser = chooser(OriginSet.Balance.WEIGHTED, null, 1, 1);
    Seat bad = seat(chooser, "a");
    for (int i = 0; i < 3; i++) {
      fail(bad, 0);
    }
    turnOf(chooser, "a", seconds(1.1)).begin(seconds(1.1)).end(seconds(1.1));
    found(turnOf(chooser, "a", seconds(1.2)));
  }

  @Test
  void when_all_are_out_they_are_asked_nevertheless() {
    Chooser chooser = chooser(OriginSet.Balance.WEIGHTED, null, 1, 1);
    for (String name : List.of("a", "b")) {
      Seat bad = seat(chooser, name);
      for (int i = 0; i < 3; i++) {
        fail(bad, 0);
      }
    }
    Seat first = found(chooser.choose(false, 0, 0, 1));
    Seat second = found(chooser.choose(false, 0, first.bit, 1));
    assertNull(chooser.choose(false, 0, first.bit | second.bit, 1));
  }

  @Test
  void a_canary_that_is_out_leaves_its_calls_to_the_others_and_never_the_other_way() {
    Chooser chooser = canary(50);
    Seat canary = found(chooser.choose(true, 0, 0, 0));
    assertEquals("b", canary.origin().name());
    for (int i = 0; i < 3; i++) {
      fail(canary, 0);
    }
    assertEquals("a", found(chooser.choose(true, 0, 0, 1)).origin().name());
    Seat usual = found(chooser.choose(false, 0, 0, 1));
    assertNull(chooser.choose(false, 0, usual.bit, 1));
  }

  @Test
  void a_budget_lets_a_tenth_of_the_last_ten_seconds_move() {
    RetryBudget budget = new RetryBudget(10);
    int moved = 0;
    for (int call = 0; call < 1000; call++) {
      budget.called(seconds(100) + call);
      moved += budget.take(seconds(100) + call) ? 1 : 0;
    }
    assertEquals(100, moved);
    for (int i = 0; i < RetryBudget.IN_ANY_CASE; i++) {
      assertTrue(budget.take(seconds(111)), "a quiet API has a few");
    }
    assertTrue(!budget.take(seconds(111)));
    assertTrue(!new RetryBudget(0).take(0));
  }

  private Chooser canary(int percent) {
    List<Origin> origins =
        List.of(
            new Origin("a", URI.create("http://a.example"), 1, "main"),
            new Origin("b", URI.create("http://b.example"), 1, "green"));
    return new Chooser(
        set(origins, OriginSet.Balance.WEIGHTED, new OriginSet.Canary("green", percent)),
        fleet,
        WEATHER,
        "acme/weather");
  }

  private Chooser chooser(
      OriginSet.Balance balance, OriginSet.@Nullable Canary canary, int... weights) {
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      String name = String.valueOf((char) ('a' + i));
      origins.add(new Origin(name, URI.create("http://" + name + ".example"), weights[i], "main"));
    }
    return new Chooser(set(origins, balance, canary), fleet, WEATHER, "acme/weather");
  }

  private static OriginSet set(
      List<Origin> origins, OriginSet.Balance balance, OriginSet.@Nullable Canary canary) {
    return new OriginSet(
        origins,
        balance,
        OriginSet.Sticky.NOT,
        "main",
        canary,
        HEALTH,
        OriginSet.Timeouts.USUAL,
        OriginSet.Retries.USUAL,
        null,
        List.of());
  }

  private static void fail(Seat seat, long now) {
    Trial trial = seat.begin(now);
    trial.enter();
    trial.failed(HEALTH, now);
    trial.end(now);
  }

  private static String called(Chooser chooser, long hash) {
    return found(chooser.choose(false, hash, 0, 0)).origin().name();
  }

  private static Map<String, Integer> calls(Chooser chooser, int count) {
    Map<String, Integer> calls = new HashMap<>();
    for (int i = 0; i < count; i++) {
      calls.merge(called(chooser, 0), 1, Integer::sum);
    }
    return calls;
  }

  /** Who gets calls now; whoever was only tried is not left in its trial. */
  private static Set<String> names(Chooser chooser, long now) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      Seat seat = found(chooser.choose(false, 0, 0, now));
      names.add(seat.origin().name());
    }
    return names;
  }

  private static Seat turnOf(Chooser chooser, String name, long now) {
    for (int i = 0; i < 8; i++) {
      Seat seat = found(chooser.choose(false, 0, 0, now));
      if (seat.origin().name().equals(name)) {
        return seat;
      }
    }
    throw new AssertionError(name + " gets no call");
  }

  private static Seat seat(Chooser chooser, String name) {
    return turnOf(chooser, name, 0);
  }

  private static Seat found(@Nullable Seat seat) {
    return Objects.requireNonNull(seat);
  }

  private static long seconds(double count) {
    return (long) (count * 1e9);
  }
}

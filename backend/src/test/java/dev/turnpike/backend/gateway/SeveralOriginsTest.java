package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.OriginSet.Balance;
import dev.turnpike.tenants.snapshot.OriginSet.Probe;
import dev.turnpike.tenants.snapshot.OriginSet.Sticky;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls move to the origins that work, within the stated time; what an origin may have done is
 * never done a second time; and whatever happens on the way, a call is charged once.
 */
class SeveralOriginsTest {
  private static final Duration SOON = Duration.ofSeconds(4);

  private final NamedOrigins origins = new NamedOrigins();

  @Test
  @Tag("R192")
  void calls_are_spread_by_weight_and_the_trace_names_the_origin() throws Exception {
    RawOrigin heavy = origins.sound();
    RawOrigin light = origins.sound();
    try (Stand stand = Stand.before(Sets.of(heavy.uri(), light.uri()).weighing(3, 1).set());
        Caller caller = new Caller(stand);
        origins) {
      all(200, caller, "GET", 200);

      // Each of the two event loops keeps its own order.
      assertTrue(Math.abs(heavy.heads().size() - 150) <= 2, heavy.heads().size() + " of 200");
      assertEquals(200, heavy.heads().size() + light.heads().size());
      stand.log.holds(200);
      Set<String> chosen = new TreeSet<>();
      stand.log.calls().forEach(call -> chosen.add(step(call.trace(), "origin")));
      assertEquals(Set.of("chosen a", "chosen b"), chosen);
    }
  }

  @Test
  @Tag("case-26")
  @Tag("R192")
  void of_a_dead_origin_no_caller_learns_anything_not_even_one_who_posts() throws Exception {
    RawOrigin sound = origins.sound();
    try (Stand stand = Stand.before(Sets.of(origins.dead(), sound.uri()).set());
        Caller caller = new Caller(stand);
        origins) {
      all(60, caller, "POST", 200);

      assertEquals(60, sound.heads().size());
      assertEquals(60, new TreeSet<>(NamedOrigins.paths(sound)).size());
      assertEverythingIsCharged(stand, 60);
    }
  }

  @Test
  @Tag("case-26")
  void a_reset_get_moves_and_a_reset_post_does_not() throws Exception {
    RawOrigin resetting = origins.resetting();
    RawOrigin sound = origins.sound();
    try (Stand stand =
            Stand.before(
                Sets.of(resetting.uri(), sound.uri()).out(1000, Duration.ofSeconds(1)).set());
        Caller caller = new Caller(stand);
        origins) {
      all(40, caller, "GET", 200);
      assertEquals(40, NamedOrigins.count(sound, "GET"));
      assertTrue(NamedOrigins.count(resetting, "GET") >= 10);

      List<Integer> statuses = statuses(40, caller, "POST");
      int lost = NamedOrigins.count(resetting, "POST");
      assertTrue(lost >= 10, lost + " posts met the resetting origin");
      assertEquals(lost, statuses.stream().filter(status -> status == 502).count());
      assertEquals(40 - lost, NamedOrigins.count(sound, "POST"));
      List<String> posted = new ArrayList<>();
      for (RawOrigin origin : List.of(resetting, sound)) {
        origin.heads().stream().filter(h -> h.startsWith("POST")).forEach(posted::add);
      }
      assertEquals(40, posted.stream().map(h -> h.split(" ", 3)[1]).distinct().count());
      assertEquals(40, posted.size(), "nothing was sent twice");
      assertEverythingIsCharged(stand, 80 - lost);
    }
  }

  @Test
  @Tag("case-26")
  void a_body_that_began_to_flow_is_sent_to_nobody_else_even_for_put() throws Exception {
    RawOrigin resetting = origins.resetting();
    try (Stand stand = Stand.before(Sets.of(resetting.uri(), origins.resetting().uri()).set());
        Caller caller = new Caller(stand);
        origins) {
      HttpResponse<String> answer = caller.call("PUT", "/acme/weather/x", "body").join();

      assertEquals(502, answer.statusCode());
      assertTrue(answer.body().contains("ORIGIN_RESET"), answer.body());
      assertFalse(step(stand.log.only().trace(), "origin").startsWith("moved"));
    }
  }

  @Test
  @Tag("case-26")
  void a_silent_origin_costs_a_get_its_first_byte_timeout_and_then_nothing() throws Exception {
    RawOrigin slow = origins.slow();
    RawOrigin sound = origins.sound();
    try (Stand stand =
            Stand.before(
                Sets.of(slow.uri(), sound.uri())
                    .timeouts(0, 200, 0)
                    .out(1, Duration.ofSeconds(60))
                    .set());
        Caller caller = new Caller(stand);
        origins) {
      long began = System.nanoTime();
      all(20, caller, "GET", 200);
      long millis = (System.nanoTime() - began) / 1_000_000;

      assertTrue(millis < 2000, "20 calls took " + millis + " ms");
      assertTrue(slow.heads().size() >= 1);
      int met = slow.heads().size();
      all(20, caller, "GET", 200);
      assertEquals(met, slow.heads().size(), "it is out");
    }
  }

  @Test
  void one_that_says_503_is_out_after_three_and_its_answers_are_passed_on() throws Exception {
    RawOrigin unwell = origins.unwell();
    RawOrigin sound = origins.sound();
    try (Stand stand =
            Stand.before(Sets.of(unwell.uri(), sound.uri()).out(3, Duration.ofSeconds(60)).set());
        Caller caller = new Caller(stand);
        origins) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        statuses.add(caller.get("/acme/weather/" + i).statusCode());
      }
      assertEquals(3, statuses.stream().filter(status -> status == 503).count());
      assertEquals(3, unwell.heads().size());
      assertEquals(27, sound.heads().size());
    }
  }

  @Test
  @Tag("case-26")
  void a_flapping_origin_is_out_while_it_flaps_and_back_when_it_is_well() throws Exception {
    AtomicBoolean well = new AtomicBoolean(true);
    RawOrigin flapping = origins.flapping(well);
    RawOrigin sound = origins.sound();
    try (Stand stand =
            Stand.before(
                Sets.of(flapping.uri(), sound.uri()).out(2, Duration.ofMillis(200)).set());
        Caller caller = new Caller(stand);
        origins) {
      all(20, caller, "GET", 200);
      for (int flap = 0; flap < 3; flap++) {
        well.set(false);
        all(20, caller, "GET", 200);
        int met = flapping.heads().size();
        all(20, caller, "GET", 200);
        assertTrue(flapping.heads().size() - met <= 2, "while it is out only trials reach it");
        well.set(true);
        Eventually.holds(
            SOON,
            () -> {
              int before = flapping.heads().size();
              all(4, caller, "GET", 200);
              return flapping.heads().size() - before >= 2;
            },
            () -> "the origin gets its half of the calls again");
      }
    }
  }

  @Test
  void when_nothing_works_the_last_refusal_is_told_and_the_budget_bounds_the_tries()
      throws Exception {
    RawOrigin one = origins.resetting();
    RawOrigin other = origins.resetting();
    try (Stand stand =
            Stand.before(
                Sets.of(one.uri(), other.uri())
                    .retries(2, 10)
                    .timeouts(0, 5000, 0)
                    .out(1000, Duration.ofSeconds(1))
                    .set());
        Caller caller = new Caller(stand);
        origins) {
      all(100, caller, "GET", 502);

      int sent = one.heads().size() + other.heads().size();
      // A tenth of the calls, and five in any case on each of the two event loops.
      assertTrue(sent >= 105 && sent <= 120, sent + " for 100 calls");
      stand.log.holds(100);
      assertEquals(0, stand.leases.settled());
      assertEquals(0, stand.plane().inFlight());
    }
  }

  @Test
  @Tag("R192")
  void a_canary_gets_its_share_of_ten_thousand_real_calls() throws Exception {
    RawOrigin usual = origins.sound();
    RawOrigin canary = origins.sound();
    try (Stand stand =
            Stand.before(
                Sets.of(usual.uri(), canary.uri())
                    .inGroups("main", "green")
                    .canary("green", 5)
                    .set());
        Caller caller = new Caller(stand);
        origins) {
      for (int round = 0; round < 100; round++) {
        all(100, caller, "GET", 200);
      }
      assertEquals(10_000, usual.heads().size() + canary.heads().size());
      int share = canary.heads().size();
      assertTrue(share >= 400 && share <= 600, share + " of 10,000 went to the canary of 5 %");
    }
  }

  @Test
  @Tag("R192")
  void blue_becomes_green_with_the_next_call_and_nothing_is_lost() throws Exception {
    RawOrigin blue = origins.sound();
    RawOrigin green = origins.sound();
    Sets sets = Sets.of(blue.uri(), green.uri()).inGroups("blue", "green");
    try (Stand stand = Stand.before(sets.active("blue").set());
        Caller caller = new Caller(stand);
        origins) {
      all(20, caller, "GET", 200);
      assertEquals(0, green.heads().size());
      stand.release(sets.active("green").set());
      all(20, caller, "GET", 200);

      assertEquals(20, blue.heads().size());
      assertEquals(20, green.heads().size());
    }
  }

  @Test
  void a_consumers_calls_stay_at_one_origin_when_asked() throws Exception {
    RawOrigin one = origins.sound();
    RawOrigin other = origins.sound();
    RawOrigin third = origins.sound();
    try (Stand stand =
            Stand.before(
                Sets.of(one.uri(), other.uri(), third.uri())
                    .by(Balance.CONSISTENT_HASH, Sticky.CONSUMER)
                    .set());
        Caller caller = new Caller(stand);
        origins) {
      all(30, caller, "GET", 200);
      assertEquals(
          Set.of(0, 30),
          new TreeSet<>(List.of(one.heads().size(), other.heads().size(), third.heads().size())));
    }
  }

  @Test
  void test_keys_call_the_test_origins_and_live_keys_the_live_ones() throws Exception {
    RawOrigin live = origins.sound();
    RawOrigin sandbox = origins.sound();
    try (Stand stand =
            Stand.before(
                OriginSet.of(live.uri()),
                OriginSet.of(sandbox.uri()),
                List.of(),
                (address, port) -> true);
        Caller tester = new Caller(stand);
        Caller buyer = new Caller(stand, stand.liveKey());
        origins) {
      all(3, tester, "GET", 200);
      all(5, buyer, "GET", 200);
      assertEquals(3, sandbox.heads().size());
      assertEquals(5, live.heads().size());
    }
  }

  @Test
  void checks_take_an_origin_out_before_a_call_meets_it_and_bring_it_back() throws Exception {
    AtomicBoolean well = new AtomicBoolean(false);
    RawOrigin checked =
        RawOrigin.playing(
            (socket, head) ->
                RawOrigin.say(
                    socket,
                    head.startsWith("GET /healthz") && !well.get()
                        ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    RawOrigin sound = origins.sound();
    Probe probe = new Probe("/healthz", Duration.ofMillis(300), Duration.ofMillis(200), 2, 2);
    try (Stand stand = Stand.before(Sets.of(checked.uri(), sound.uri()).checked(probe).set());
        Caller caller = new Caller(stand);
        origins;
        checked) {
      Eventually.holds(
          SOON, () -> NamedOrigins.count(checked, "GET") >= 3, () -> "three checks were made");
      Thread.sleep(100);
      int before = calls(checked);
      all(20, caller, "GET", 200);
      assertEquals(before, calls(checked), "it is out");
      well.set(true);
      Eventually.holds(
          SOON,
          () -> {
            all(4, caller, "GET", 200);
            return calls(checked) > before;
          },
          () -> "it is back");
    }
  }

  @Test
  void an_answer_that_stalls_is_cut_after_its_routes_idle_time() throws Exception {
    RawOrigin stalling =
        RawOrigin.playing(
            (socket, head) ->
                RawOrigin.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"));
    try (Stand stand = Stand.before(Sets.of(stalling.uri()).timeouts(0, 0, 300).set());
        RawClient client = new RawClient(stand);
        origins;
        stalling) {
      long began = System.nanoTime();
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readAll();

      assertTrue(client.isOver());
      assertTrue(answer.endsWith("begun"), answer);
      assertTrue(System.nanoTime() - began < 2_000_000_000L);
      assertEquals("ORIGIN_RESET", stand.log.only().code());
      assertEquals(0, stand.leases.settled());
    }
  }

  private static int calls(RawOrigin origin) {
    return (int) origin.heads().stream().filter(h -> !h.startsWith("GET /healthz")).count();
  }

  private static void assertEverythingIsCharged(Stand stand, int served) {
    stand.log.holds(stand.log.calls().size());
    Eventually.holds(
        SOON, () -> stand.leases.open() == 0, () -> stand.leases.open() + " reservations are open");
    assertEquals(served, stand.leases.settled());
    assertEquals(0, stand.plane().inFlight());
  }

  /** Ten at a time, each with a path of its own. */
  private static List<Integer> statuses(int count, Caller caller, String method) {
    List<Integer> statuses = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(caller.call(method, "/acme/weather/" + i, ""));
      if (open.size() == 10 || i == count - 1) {
        open.forEach(answer -> statuses.add(answer.join().statusCode()));
        open.clear();
      }
    }
    return statuses;
  }

  private static void all(int count, Caller caller, String method, int status) {
    List<Integer> statuses = statuses(count, caller, method);
    assertEquals(Set.of(status), new TreeSet<>(statuses), () -> statuses.toString());
  }

  private static String step(List<CallLog.Step> trace, String name) {
    return trace.stream()
        .filter(step -> step.name().equals(name))
        .reduce((first, last) -> last)
        .map(step -> step.verdict() + " " + Objects.toString(step.detail()))
        .orElse("");
  }
}

package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Route;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that are kept: as RFC 9111 says, for one consumer, and charged as the plan says. */
class AnswerCacheTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void a_fresh_answer_is_given_again_without_the_origin_and_charged_again() throws Exception {
    try (RawOrigin origin = origin("Cache-Control: max-age=60", "ETag: \"one\"");
        Stand stand = stand(origin, Duration.ZERO);
        Caller caller = new Caller(stand)) {
      HttpResponse<String> first = caller.get("/acme/weather/x?a=1");
      HttpResponse<String> again = caller.get("/acme/weather/x?a=1");

      assertEquals("answer 1", first.body());
      assertEquals("answer 1", again.body());
      assertEquals(200, again.statusCode());
      assertTrue(again.headers().firstValue("Age").isPresent());
      assertEquals("\"one\"", again.headers().firstValue("ETag").orElseThrow());
      assertEquals(1, calls.get());
      assertEquals("answer 2", caller.get("/acme/weather/x?a=2").body());
      stand.log.holds(3);
      assertEquals(3, stand.leases.settled());
      assertEquals(List.of("miss", "hit", "miss"), traced(stand));
    }
  }

  @Test
  void whoever_has_the_answer_gets_304() throws Exception {
    try (RawOrigin origin = origin("Cache-Control: max-age=60", "ETag: \"one\"");
        Stand stand = stand(origin, Duration.ZERO);
        Caller caller = new Caller(stand)) {
      caller.get("/acme/weather/x");
      HttpResponse<String> known =
          caller.get("/acme/weather/x", "If-None-Match", "\"zero\", W/\"one\"");

      assertEquals(304, known.statusCode());
      assertEquals("", known.body());
      assertEquals(1, calls.get());
    }
  }

  @Test
  void what_must_not_be_kept_is_not() throws Exception {
    for (String header :
        List.of(
            "Cache-Control: no-store",
            "Cache-Control: private, max-age=60",
            "Cache-Control: max-age=0",
            "Cache-Control: max-age=nonsense",
            "Set-Cookie: a=b\r\nCache-Control: max-age=60",
            "Vary: *\r\nCache-Control: max-age=60",
            "X-Nothing: said")) {
      check(header, "/acme/weather/x", Duration.ZERO, 2);
    }
    check("X-Nothing: said", "/acme/weather/x", Duration.ofSeconds(60), 1);
    check("Cache-Control: s-maxage=60, max-age=0", "/acme/weather/x", Duration.ZERO, 1);
    check(
        "Date: Sat, 21 Nov 2026 20:00:00 GMT\r\nExpires: Sat, 21 Nov 2026 20:01:00 GMT",
        "/acme/weather/x",
        Duration.ZERO,
        1);
    check("Age: 100\r\nCache-Control: max-age=60", "/acme/weather/x", Duration.ZERO, 2);
  }

  @Test
  void a_caller_who_wants_it_fresh_gets_it_fresh_and_others_vary() throws Exception {
    try (RawOrigin origin = origin("Cache-Control: max-age=60", "Vary: Accept-Language");
        Stand stand = stand(origin, Duration.ZERO);
        Caller caller = new Caller(stand)) {
      caller.get("/acme/weather/x", "Accept-Language", "de");
      caller.get("/acme/weather/x", "Accept-Language", "de", "Cache-Control", "no-cache");
      assertEquals(2, calls.get());
      assertEquals("answer 2", caller.get("/acme/weather/x", "Accept-Language", "de").body());
      assertEquals("answer 3", caller.get("/acme/weather/x", "Accept-Language", "fr").body());
      assertEquals(3, calls.get());
    }
  }

  @Test
  void a_successful_write_ends_what_was_kept_of_its_target() throws Exception {
    try (RawOrigin origin = origin("Cache-Control: max-age=60");
        Stand stand = stand(origin, Duration.ZERO);
        Caller caller = new Caller(stand)) {
      caller.get("/acme/weather/x");
      caller.post("/acme/weather/x", "");
      assertEquals("answer 3", caller.get("/acme/weather/x").body());
    }
  }

  @Test
  void test_and_live_keys_share_nothing() throws Exception {
    try (RawOrigin origin = origin("Cache-Control: max-age=60");
        Stand stand = stand(origin, Duration.ZERO);
        Caller live = new Caller(stand, stand.liveKey());
        Caller test = new Caller(stand)) {
      assertEquals("answer 1", test.get("/acme/weather/x").body());
      assertEquals("answer 2", live.get("/acme/weather/x").body());
      assertEquals("answer 1", test.get("/acme/weather/x").body());
    }
  }

  private void check(String header, String path, Duration usual, int expected) throws Exception {
    calls.set(0);
    try (RawOrigin origin = origin(header);
        Stand stand = stand(origin, usual);
        Caller caller = new Caller(stand)) {
      caller.get(path);
      caller.get(path);
      assertEquals(expected, calls.get(), header);
    }
  }

  private RawOrigin origin(String... headers) {
    return RawOrigin.playing(
        (socket, head) -> {
          String body = "answer " + calls.incrementAndGet();
          RawOrigin.say(
              socket,
              "HTTP/1.1 200 OK\r\nContent-Length: "
                  + body.length()
                  + "\r\n"
                  + String.join("\r\n", headers)
                  + "\r\n\r\n"
                  + body);
        });
  }

  private static List<String> traced(Stand stand) {
    return stand.log.calls().stream()
        .flatMap(call -> call.trace().stream())
        .filter(step -> step.name().equals("cache"))
        .map(step -> step.verdict())
        .toList();
  }

  private static Stand stand(RawOrigin origin, Duration usual) {
    Route route =
        new Route(
            null,
            null,
            Route.Bodies.ANY,
            null,
            null,
            null,
            null,
            new Route.Cache(usual),
            OriginSet.Timeouts.USUAL);
    return Stand.before(
        OriginSet.of(origin.uri()),
        null,
        List.of(
            new Api.Operation("read", "GET", "/**", false, route),
            new Api.Operation("write", "POST", "/**", false, Route.NONE)),
        (address, port) -> true);
  }
}

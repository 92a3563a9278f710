package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.CallLog;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An origin's trouble has a name of its own each time, costs nothing, and is never a 402. */
class OriginTroubleTest {
  @Test
  @Tag("case-26")
  void an_origin_that_refuses_connections_is_unreachable() throws Exception {
    check(RawOrigin.dead(), 503, "ORIGIN_UNREACHABLE");
  }

  @Test
  @Tag("case-26")
  void an_origin_that_never_answers_is_timed_out() throws Exception {
    check(RawOrigin.slow(), 504, "ORIGIN_TIMEOUT");
  }

  @Test
  @Tag("case-23")
  void an_origin_that_resets_before_its_head_is_reset() throws Exception {
    check(RawOrigin.resettingAfter(""), 502, "ORIGIN_RESET");
    check(RawOrigin.resettingAfter("HTTP/1.1 200 OK\r\nContent-Le"), 502, "ORIGIN_RESET");
  }

  @Test
  @Tag("R1")
  @Tag("R2")
  void an_origins_own_402_is_its_publishers_bill() throws Exception {
    check(
        RawOrigin.saying("HTTP/1.1 402 Payment Required\r\nContent-Length: 0\r\n\r\n"),
        502,
        "ORIGIN_BILLING");
  }

  @Test
  @Tag("case-25")
  void what_is_not_http_is_invalid() throws Exception {
    check(RawOrigin.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n"), 502, "ORIGIN_INVALID");
    check(
        RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        502,
        "ORIGIN_INVALID");
    check(
        RawOrigin.saying("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"), 502, "ORIGIN_INVALID");
    check(
        RawOrigin.saying("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(1 << 20) + "\r\n\r\n"),
        502,
        "ORIGIN_INVALID");
  }

  @Test
  @Tag("case-23")
  void an_answer_broken_off_in_the_middle_never_looks_whole() throws Exception {
    checkBrokenOff("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(5000));
    checkBrokenOff(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n"
            + "x".repeat(5000)
            + "\r\n");
  }

  @Test
  void calls_beyond_the_in_flight_limit_are_refused_at_once() throws Exception {
    try (RawOrigin origin = RawOrigin.slow();
        Stand stand =
            Stand.before(origin.uri(), Map.of("turnpike.gateway.max-in-flight-per-origin", "1"));
        RawClient first = new RawClient(stand);
        RawClient second = new RawClient(stand)) {
      first.send(RawClient.get(stand, "/acme/weather/a"));
      Eventually.holds(
          Duration.ofSeconds(1),
          () -> origin.heads().size() == 1,
          () -> "the origin got the first call");
      second.send(RawClient.get(stand, "/acme/weather/b"));

      assertTrue(second.readUntil("OVERLOADED").contains("503"));
      assertTrue(first.readUntil("ORIGIN_TIMEOUT").contains("504"));
      stand.log.holds(2);
      assertEquals(0, stand.plane().inFlight());
    }
  }

  @Test
  @Tag("case-26")
  void a_kept_connection_that_the_origin_closed_costs_a_safe_call_nothing() throws Exception {
    try (RawOrigin origin = closingOnTheSecondRequest();
        Stand stand = Stand.before(origin.uri(), Map.of("turnpike.gateway.event-loops", "1"));
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/a")).readUntil("ok");
      client.forget();
      client.send(RawClient.get(stand, "/acme/weather/b"));

      assertTrue(client.readUntil("ok").startsWith("HTTP/1.1 200"));
      assertEquals(3, origin.heads().size());
      stand.log.holds(2);
      assertEquals(2, stand.leases.settled());
      assertEquals(0, stand.plane().inFlight());
    }
  }

  @Test
  @Tag("case-26")
  void what_an_origin_may_have_done_is_not_tried_again() throws Exception {
    try (RawOrigin origin = closingOnTheSecondRequest();
        Stand stand = Stand.before(origin.uri(), Map.of("turnpike.gateway.event-loops", "1"));
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/a")).readUntil("ok");
      client.forget();
      client.send(RawClient.request(stand, "DELETE", "/acme/weather/b") + "\r\n");

      assertTrue(client.readUntil("ORIGIN_RESET").startsWith("HTTP/1.1 502"));
      assertEquals(2, origin.heads().size());
    }
  }

  private static RawOrigin closingOnTheSecondRequest() {
    Set<Socket> known = ConcurrentHashMap.newKeySet();
    return RawOrigin.playing(
        (socket, head) -> {
          if (known.add(socket)) {
            RawOrigin.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          } else {
            socket.close();
          }
        });
  }

  @Test
  @Tag("case-23")
  void to_an_old_client_a_broken_answer_is_a_reset() throws Exception {
    try (RawOrigin origin =
            RawOrigin.resettingAfter(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x").replace("HTTP/1.1", "HTTP/1.0"));
      client.readAll();

      assertTrue(client.wasReset());
    }
  }

  private static void checkBrokenOff(String begun) throws Exception {
    try (RawOrigin origin = RawOrigin.resettingAfter(begun);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readAll();

      assertTrue(client.isOver());
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertFalse(answer.endsWith("0\r\n\r\n"));
      assertTrue(answer.length() < 50_000);
      CallLog.Call call = stand.log.only();
      assertEquals("ORIGIN_RESET", call.code());
      assertEquals(0, call.charged());
      assertNothingIsLeft(stand);
    }
  }

  private static void check(RawOrigin origin, int status, String code) throws Exception {
    try (origin) {
      check(origin.uri(), status, code);
    }
  }

  private static void check(URI origin, int status, String code) throws Exception {
    try (Stand stand = Stand.before(origin);
        RawClient client = new RawClient(stand)) {
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readUntil(code);

      assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
      assertTrue(answer.contains(code), answer);
      CallLog.Call call = stand.log.only();
      assertEquals(status, call.status());
      assertEquals(code, call.code());
      assertEquals(0, call.charged());
      assertEquals(1, stand.leases.released());
      assertNothingIsLeft(stand);
    }
  }

  private static void assertNothingIsLeft(Stand stand) {
    assertEquals(0, stand.leases.open());
    assertEquals(0, stand.leases.settled());
    assertEquals(0, stand.plane().inFlight());
    assertEquals(0, stand.plane().open());
  }
}

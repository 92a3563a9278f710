package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.CallLog;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is seen whole was charged before; what was not served costs nothing. */
class SettlementTest {
  private static final String SIZED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsunny";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsunny\r\n0\r\n\r\n";

  @Test
  @Tag("case-38")
  void the_last_byte_waits_for_the_charge() throws Exception {
    checkHeldBack(SIZED, "sunny");
    checkHeldBack(CHUNKED, "\r\n0\r\n\r\n");
    checkHeldBack("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204");
  }

  @Test
  void a_charge_that_fails_before_the_head_is_503() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(SIZED);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.failSettlements();
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("BILLING");

      assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
      assertFalse(answer.contains("sunny"));
      assertFalse(answer.contains("Turnpike-Cost"));
      assertEquals("BILLING_UNAVAILABLE", stand.log.only().code());
    }
  }

  @Test
  void a_charge_that_fails_after_the_head_breaks_the_connection() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(CHUNKED);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.failSettlements();
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readAll();

      assertTrue(client.isOver());
      assertTrue(answer.contains("sunny"));
      assertFalse(answer.endsWith("0\r\n\r\n"));
      assertEquals(0, stand.log.only().charged());
    }
  }

  @Test
  @Tag("R17")
  void a_billing_store_that_is_away_is_503_and_never_402() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(SIZED);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.goDown();
      String answer = client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("BILLING");

      assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
      assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: 1"), answer);
      assertEquals(0, origin.heads().size());
    }
  }

  @Test
  @Tag("R12")
  @Tag("R13")
  void an_origins_own_refusal_is_passed_on_and_costs_nothing() throws Exception {
    checkStatus("HTTP/1.1 406 Not Acceptable\r\nContent-Length: 0\r\n\r\n", 406, 0);
    checkStatus("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n", 409, 0);
    checkStatus("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n", 412, 0);
  }

  @Test
  void only_successes_are_charged() throws Exception {
    checkStatus("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops", 500, 0);
    checkStatus("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", 404, 0);
    checkStatus("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n", 302, 0);
    checkStatus("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok", 201, 10_000);
    checkStatus(CHUNKED, 200, 10_000);
  }

  @Test
  void a_client_that_left_in_the_middle_pays_for_what_was_produced() throws Exception {
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  RawOrigin.say(
                      socket,
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsunny\r\n");
                });
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("sunny");
      client.vanish();

      CallLog.Call call = stand.log.only();
      assertEquals(499, call.status());
      assertEquals(10_000, call.charged());
      assertEquals(1, stand.leases.settled());
    }
  }

  @Test
  void a_client_that_left_before_the_head_pays_nothing() throws Exception {
    try (RawOrigin origin = RawOrigin.slow();
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      Eventually.holds(
          Duration.ofSeconds(1), () -> origin.heads().size() == 1, () -> "the origin got the call");
      client.vanish();

      assertEquals(499, stand.log.only().status());
      assertEquals(0, stand.log.only().charged());
      assertEquals(1, stand.leases.released());
    }
  }

  private static void checkHeldBack(String answer, String last) throws Exception {
    try (RawOrigin origin = RawOrigin.saying(answer);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      Promise<Void> settlement = stand.leases.holdSettlements();
      client.send(RawClient.get(stand, "/acme/weather/x"));
      Eventually.holds(
          Duration.ofSeconds(1), () -> origin.heads().size() == 1, () -> "the origin got the call");
      assertFalse(client.readFor(Duration.ofMillis(300)).contains(last));
      assertEquals(0, stand.log.calls().size());
      settlement.complete();

      assertTrue(client.readUntil(last).contains(last));
      assertEquals(10_000, stand.log.only().charged());
    }
  }

  private static void checkStatus(String answer, int status, long charged) throws Exception {
    try (RawOrigin origin = RawOrigin.saying(answer);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      CallLog.Call call = stand.log.only();
      String seen = client.readUntil("\r\n\r\n");

      assertTrue(seen.startsWith("HTTP/1.1 " + status), seen);
      assertEquals(charged > 0, seen.contains("Turnpike-Cost: 0.01 USD"), seen);
      assertEquals(status, call.status());
      assertEquals(charged, call.charged());
      assertEquals(charged > 0 ? 1 : 0, stand.leases.settled());
      assertEquals(charged > 0 ? 0 : 1, stand.leases.released());
    }
  }
}

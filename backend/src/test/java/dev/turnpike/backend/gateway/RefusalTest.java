package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.Limit;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A refused call reaches no origin, costs nothing, and can be found again. */
class RefusalTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  @Tag("R5")
  @Tag("R44")
  void a_call_without_funds_is_402_with_a_way_out_and_is_recorded() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.fund(9_999);
      String answer =
          client.send(RawClient.get(stand, "/acme/weather/x?q=1")).readUntil("\"param\"");

      assertTrue(answer.startsWith("HTTP/1.1 402 Payment Required"), answer);
      assertTrue(answer.contains("application/problem+json"));
      assertTrue(answer.contains("rel=\"payment\""));
      assertTrue(answer.contains("x-should-retry: false"));
      assertEquals(0, origin.heads().size());
      CallLog.Call call = stand.log.only();
      assertEquals(402, call.status());
      assertEquals("INSUFFICIENT_CREDITS", call.code());
      assertEquals(0, call.charged());
      CallLog.Denial denial = call.denial();
      assertNotNull(denial);
      assertTrue(answer.contains("/acme/resolve/den_" + denial.id()));
      assertNotNull(call.body());
      assertEquals("refused", call.trace().getLast().verdict());
      assertEquals(0, stand.leases.open());
    }
  }

  @Test
  @Tag("R5")
  void an_anonymous_call_is_401_whatever_the_funds() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.fund(0);
      client.send("GET /acme/weather/x HTTP/1.1\r\nHost: h\r\n\r\n");
      String answer = client.readUntil("CREDENTIAL_MISSING");

      assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
      assertTrue(answer.contains("WWW-Authenticate: Bearer"));
      assertNull(stand.log.only().denial());
    }
  }

  @Test
  void a_loop_on_402_is_slowed_down_and_meets_200_once_it_paid() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand =
            Stand.before(origin.uri(), Map.of("turnpike.gateway.refusals-per-second", "1"));
        RawClient client = new RawClient(stand)) {
      stand.leases.fund(0);
      for (int i = 0; i < 15; i++) {
        assertTrue(call(client, stand).startsWith("HTTP/1.1 402"));
      }
      String tamed = call(client, stand);
      assertTrue(tamed.startsWith("HTTP/1.1 429"), tamed);
      assertTrue(tamed.contains("Retry-After: 1"), tamed);

      stand.leases.fund(10_000);
      assertTrue(call(client, stand).startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  @Tag("R14")
  void a_rate_is_429_and_comes_before_anything_is_reserved() throws Exception {
    Limit burst = new Limit("burst", Limit.Kind.RATE, 100, Limit.Window.MINUTE);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.limitedBefore(origin.uri(), burst);
        RawClient client = new RawClient(stand)) {
      int served = 0;
      String answer = call(client, stand);
      // While the bucket is emptied a token comes back each 0.6 s.
      while (answer.startsWith("HTTP/1.1 200") && served < 300) {
        served++;
        answer = call(client, stand);
      }
      assertTrue(served >= 100, served + " served");
      assertTrue(answer.startsWith("HTTP/1.1 429"), answer);
      assertTrue(answer.contains("Retry-After: "), answer);
      assertEquals(served, origin.heads().size());
      assertEquals(0, stand.leases.open());
    }
  }

  @Test
  void what_is_left_of_an_exact_limit_is_told() throws Exception {
    Limit monthly = new Limit("monthly", Limit.Kind.ALLOWANCE, 2, Limit.Window.MONTH);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.limitedBefore(origin.uri(), monthly);
        RawClient client = new RawClient(stand)) {
      String first = call(client, stand);
      assertTrue(first.contains("RateLimit-Policy: \"monthly\";q=2;w=2592000"), first);
      assertTrue(first.contains("RateLimit: \"monthly\";r=1;t="), first);
      stand.log.holds(1);
      assertTrue(call(client, stand).contains("\"monthly\";r=0;t="));
      stand.log.holds(2);
      assertTrue(call(client, stand).startsWith("HTTP/1.1 429"), "no plan sells more");
    }
  }

  @Test
  void a_preflight_needs_no_credential_and_costs_nothing() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.fund(0);
      String known = preflight(client, "/acme/weather/x");
      String unknown = preflight(client, "/acme/secret/x");

      assertTrue(known.startsWith("HTTP/1.1 204"), known);
      assertTrue(known.contains("Access-Control-Allow-Origin: *"));
      assertTrue(known.contains("Access-Control-Allow-Headers: authorization"));
      assertEquals(withoutId(known), withoutId(unknown), "nothing tells whether the API exists");
      assertEquals(0, origin.heads().size());
      stand.log.holds(2);
    }
  }

  @Test
  void scripts_may_read_refusals_and_answers() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      for (int i = 0; i < 2; i++) {
        client.forget();
        client.send(RawClient.get(stand, "/acme/weather/x", "Origin: https://app.example"));
        String answer = client.readUntil(i == 0 ? "ok" : "\"param\"");
        assertTrue(answer.contains("Access-Control-Allow-Origin: *"), answer);
        assertTrue(answer.contains("Access-Control-Expose-Headers: "), answer);
        stand.leases.fund(0);
      }
    }
  }

  @Test
  void a_test_keys_simulation_never_reaches_the_origin() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x", "X-Simulate: BUDGET_EXHAUSTED"));
      assertTrue(client.readUntil("\"param\"").startsWith("HTTP/1.1 402"));
      assertEquals(0, origin.heads().size());
      assertEquals("BUDGET_EXHAUSTED", stand.log.only().code());

      client.forget();
      client.send(RawClient.get(stand, "/acme/weather/x", "X-Simulate: NO_SUCH_CODE"));
      assertTrue(client.readUntil("ok").startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  @Tag("case-30")
  void a_websocket_is_told_what_is_missing() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri());
        RawClient anonymous = new RawClient(stand);
        RawClient client = new RawClient(stand)) {
      String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
      anonymous.send("GET /acme/weather/x HTTP/1.1\r\nHost: h\r\n" + upgrade + "\r\n");
      assertTrue(anonymous.readUntil("\r\n").startsWith("HTTP/1.1 401"));

      client.send(RawClient.get(stand, "/acme/weather/x", upgrade.strip()));
      assertTrue(client.readUntil("\r\n").startsWith("HTTP/1.1 501"));
      assertEquals(0, stand.leases.open());
    }
  }

  private static String call(RawClient client, Stand stand) throws Exception {
    client.forget();
    client.send(RawClient.get(stand, "/acme/weather/x"));
    String head = client.readUntil("\r\n\r\n");
    return head.startsWith("HTTP/1.1 200") ? client.readUntil("ok") : client.readUntil("\"param\"");
  }

  private static String preflight(RawClient client, String path) throws Exception {
    client.forget();
    client.send(
        "OPTIONS "
            + path
            + " HTTP/1.1\r\nHost: h\r\nOrigin: https://app.example\r\n"
            + "Access-Control-Request-Method: GET\r\n"
            + "Access-Control-Request-Headers: authorization\r\n\r\n");
    return client.readUntil("\r\n\r\n");
  }

  private static String withoutId(String answer) {
    return answer.toLowerCase(Locale.ROOT).replaceAll("x-request-id: \\S+", "");
  }
}

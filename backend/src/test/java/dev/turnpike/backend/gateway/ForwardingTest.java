package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.CallLog;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an origin gets of a call, and what the caller gets of the answer. */
class ForwardingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsunny";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_good_call_is_answered_charged_and_recorded_once() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri())) {
      HttpResponse<String> answer = get(stand, "/acme/weather/forecast/bern?days=2&x=%2F");

      assertEquals(200, answer.statusCode());
      assertEquals("sunny", answer.body());
      assertEquals("0.01 USD", answer.headers().firstValue("Turnpike-Cost").orElseThrow());
      assertEquals("999.99 USD", answer.headers().firstValue("Turnpike-Balance").orElseThrow());
      assertTrue(origin.heads().getFirst().startsWith("GET /forecast/bern?days=2&x=%2F HTTP/1.1"));
      CallLog.Call call = stand.log.only();
      assertEquals(200, call.status());
      assertEquals(10_000, call.charged());
      assertEquals("/acme/weather/forecast/bern", call.path());
      assertEquals(answer.headers().firstValue("X-Request-Id").orElseThrow(), call.id().toString());
      assertEquals(1, stand.leases.settled());
      assertEquals(0, stand.leases.open());
      assertEquals(0, stand.plane().inFlight());
    }
  }

  @Test
  @Tag("case-18")
  void a_key_stops_at_the_gateway() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri())) {
      get(stand, "/acme/weather/x");

      assertFalse(origin.heads().getFirst().contains(stand.key()));
      assertFalse(origin.heads().getFirst().toLowerCase(Locale.ROOT).contains("authorization"));
      assertFalse(stand.log.only().toString().contains(stand.key().substring(30)));
    }
  }

  private HttpResponse<String> get(Stand stand, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(stand.uri(path))
            .header("Authorization", "Bearer " + stand.key())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}

package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.backend.boot.demo.DemoOrigins;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The samples' keys through the whole gateway, on PostgreSQL, with the demo's origins behind. */
@QuarkusTest
class CastTest {
  private static final String FORECAST = "/acme/weather/forecast/bern";

  @Inject DataPlane plane;
  @Inject Demo demo;
  @Inject DemoOrigins origins;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_good_key_gets_its_forecast() throws Exception {
    HttpResponse<String> answer = get(FORECAST, demo.key("globex", "good"));

    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"city\":\"bern\""));
  }

  @Test
  @Tag("R3")
  @Tag("R7")
  @Tag("R14")
  void each_state_of_a_key_has_its_own_answer() throws Exception {
    check(FORECAST, null, 401, "CREDENTIAL_MISSING");
    check(FORECAST, "tp_test_nonsense", 401, "CREDENTIAL_INVALID");
    check(FORECAST, demo.key("globex", "revoked"), 401, "CREDENTIAL_REVOKED");
    check(FORECAST, demo.key("globex", "drained"), 402, "INSUFFICIENT_CREDITS");
    check(FORECAST, demo.key("initech", "overdue"), 402, "PAYMENT_OVERDUE");
    check(FORECAST, demo.key("globex", "pending"), 403, "SUBSCRIPTION_PENDING_APPROVAL");
    check(FORECAST, demo.key("globex", "rate-limited"), 429, "RATE_LIMITED");
    check("/acme/tides/x", demo.key("globex", "good"), 404, "NOT_FOUND");
    check("/globex/catalog/items", demo.key("initech", "overdue"), 404, "NOT_FOUND");
    check("/acme/weather/nothing", demo.key("globex", "good"), 404, "NOT_FOUND");
  }

  @Test
  @Tag("R2")
  @Tag("R8")
  @Tag("R10")
  @Tag("R11")
  @Tag("R41")
  void an_empty_wallet_hides_no_other_reason() throws Exception {
    String drained = demo.key("globex", "drained");
    check("/acme/weather/a%2fb", drained, 400, "REQUEST_MALFORMED");
    check("/acme/weather/nothing", drained, 404, "NOT_FOUND");
    check("/acme/weather/reports", drained, 405, "METHOD_NOT_ALLOWED");
    check(FORECAST, drained.substring(0, drained.length() - 1) + "x", 401, "CREDENTIAL_INVALID");
  }

  @Test
  void a_refused_call_never_reaches_the_origin() throws Exception {
    long before = origins.hits("weather");
    get(FORECAST, demo.key("globex", "drained"));
    get(FORECAST, demo.key("globex", "pending"));
    assertEquals(before, origins.hits("weather"));
  }

  @Test
  void a_test_key_may_ask_for_any_denial() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(FORECAST))
                .header("X-API-Key", demo.key("globex", "simulate"))
                .header("X-Simulate", "PAYMENT_METHOD_EXPIRED")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(402, answer.statusCode());
    assertTrue(answer.body().contains("PAYMENT_METHOD_EXPIRED"));
  }

  @Test
  void our_session_cookies_and_an_origin_never_meet() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/acme/weather/cookies"))
                .header("X-API-Key", demo.key("globex", "good"))
                .header("Cookie", "units=kelvin; turnpike_session=secret; turnpike_admin=secret")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals("{\"received\":\"units=kelvin\"}", answer.body());
    assertEquals(1, answer.headers().allValues("Set-Cookie").size());
    assertFalse(answer.headers().allValues("Set-Cookie").toString().contains("turnpike"));
  }

  private void check(String path, String key, int status, String code) throws Exception {
    HttpResponse<String> answer = get(path, key);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
  }

  private HttpResponse<String> get(String path, String key) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + plane.port() + path);
  }
}

package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Standing;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an answer tells of money and limits, and what a call may ask for beforehand. */
class CallHeadersTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Limit MONTHLY =
      new Limit("monthly", Limit.Kind.ALLOWANCE, 2, Limit.Window.MONTH);
  private static final Limit BURST = new Limit("burst", Limit.Kind.RATE, 100, Limit.Window.MINUTE);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Tag("R66")
  void each_answer_says_what_is_left_of_each_limit_wherever_it_is_counted() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand =
            Stand.telling(
                origin.uri(), Api.Disclosure.FULL, new Standing.Active(), MONTHLY, BURST)) {
      HttpHeaders first = call(stand).headers();
      List<StructuredList.Item> policies = list(first, "RateLimit-Policy");
      assertEquals(List.of("monthly", "burst"), values(policies));
      assertEquals(Map.of("q", 2L, "w", 2_592_000L), policies.getFirst().parameters());
      assertEquals(Map.of("q", 100L, "w", 60L), policies.getLast().parameters());
      List<StructuredList.Item> states = list(first, "RateLimit");
      assertEquals(1L, states.getFirst().parameters().get("r"));
      assertEquals(99L, states.getLast().parameters().get("r"));
      assertEquals(1L, states.getLast().parameters().get("t"));
      assertEquals(0L, list(call(stand).headers(), "RateLimit").getFirst().parameters().get("r"));

      HttpResponse<String> refused = call(stand);
      assertEquals(429, refused.statusCode());
      StructuredList.Item over = list(refused.headers(), "RateLimit").getFirst();
      assertEquals("monthly", over.value());
      assertEquals(0L, over.parameters().get("r"));
      long retryAfter = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
      assertTrue(retryAfter >= (Long) over.parameters().get("t"), "waiting is long enough");
    }
  }

  @Test
  void a_refusal_by_a_rate_that_is_counted_in_memory_names_it() throws Exception {
    Limit burst = new Limit("burst", Limit.Kind.RATE, 100, Limit.Window.MINUTE);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.limitedBefore(origin.uri(), burst)) {
      HttpResponse<String> refused = call(stand);
      // The bucket fills again while it is emptied, by a call each 0.6 s.
      for (int i = 0; i < 300 && refused.statusCode() == 200; i++) {
        refused = call(stand);
      }
      assertEquals(429, refused.statusCode());
      StructuredList.Item over = list(refused.headers(), "RateLimit").getFirst();
      assertEquals("burst", over.value());
      assertEquals(0L, over.parameters().get("r"));
      assertEquals(
          100L, list(refused.headers(), "RateLimit-Policy").getFirst().parameters().get("q"));
    }
  }

  @Test
  void who_may_not_know_the_numbers_of_a_refusal_gets_none_with_an_answer() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand =
            Stand.telling(
                origin.uri(), Api.Disclosure.COARSE, new Standing.Active(), MONTHLY, BURST)) {
      HttpHeaders headers = call(stand).headers();
      assertTrue(headers.firstValue("RateLimit").isEmpty());
      assertTrue(headers.firstValue("Turnpike-Balance").isEmpty());
      assertEquals("0.01 USD", headers.firstValue("Turnpike-Cost").orElseThrow());
    }
  }

  @Test
  @Tag("R76")
  void in_grace_calls_pass_and_say_until_when() throws Exception {
    Instant until = Instant.now().plusSeconds(3600);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand =
            Stand.telling(
                origin.uri(),
                Api.Disclosure.FULL,
                new Standing.PastDue(until, new InvoiceId(new UUID(1, 1))))) {
      HttpResponse<String> answer = call(stand);
      assertEquals(200, answer.statusCode());
      StructuredList.Item state = list(answer.headers(), "Billing-State").getFirst();
      assertEquals(new StructuredList.Token("past_due"), state.value());
      assertEquals(until.toString(), state.parameters().get("grace_until"));
    }
  }

  @Test
  void a_script_may_read_what_we_say_of_money() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri())) {
      String exposed =
          call(stand, "Origin", "https://shop.example")
              .headers()
              .firstValue("Access-Control-Expose-Headers")
              .orElseThrow();
      for (String name :
          List.of(
              "Turnpike-Cost",
              "Turnpike-Cost-Estimate",
              "Turnpike-Balance",
              "RateLimit",
              "RateLimit-Policy",
              "Billing-State",
              "Idempotent-Replayed")) {
        assertTrue(List.of(exposed.split(", ")).contains(name), exposed);
      }
    }
  }

  @Test
  void a_cost_that_nobody_knows_yet_is_estimated_and_follows_in_a_trailer() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    try (RawOrigin origin = RawOrigin.saying(chunked);
        Stand stand = Stand.pricedByBytesBefore(origin.uri());
        RawClient modern = new RawClient(stand);
        RawClient old = new RawClient(stand)) {
      String with =
          modern
              .send(RawClient.get(stand, "/acme/weather/x", "TE: trailers"))
              .readUntil("\r\n0\r\n");
      with += modern.readFor(java.time.Duration.ofMillis(300));
      assertTrue(with.contains("\r\nTurnpike-Cost-Estimate: 0.0"), with);
      assertTrue(with.contains("\r\nTrailer: Turnpike-Cost\r\n"), with);
      String trailers = with.substring(with.indexOf("\r\n0\r\n"));
      assertTrue(trailers.contains("\r\nTurnpike-Cost: 0.0"), with);
      String without = old.send(RawClient.get(stand, "/acme/weather/x")).readUntil("0\r\n\r\n");
      assertTrue(without.contains("\r\nTurnpike-Cost-Estimate: 0.0"), without);
      assertFalse(without.contains("Turnpike-Cost:"), without);
    }
  }

  @Test
  @Tag("R61")
  @Tag("R62")
  void a_call_that_costs_more_than_its_caller_allows_is_not_made() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri())) {
      HttpResponse<String> refused = call(stand, "Max-Cost", "0.009999 USD");
      assertEquals(412, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("MAX_COST_EXCEEDED"), refused.body());
      assertTrue(refused.body().contains("Raise Max-Cost to 0.01 USD"), refused.body());
      assertEquals(0, origin.heads().size());
      assertEquals(0, stand.leases.released(), "nothing was held that could be given back");

      assertEquals(200, call(stand, "Max-Cost", "0.01 USD").statusCode());
      assertFalse(origin.heads().getLast().toLowerCase(java.util.Locale.ROOT).contains("max-cost"));
    }
  }

  @Test
  void a_maximum_that_cannot_be_read_is_refused_with_the_form_it_needs() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = Stand.before(origin.uri())) {
      for (String bad : List.of("0.05", "USD 0.05", "0,05 USD", "-1 USD", "0.05 QQQ", "1e2 USD")) {
        HttpResponse<String> refused = call(stand, "Max-Cost", bad);
        assertEquals(400, refused.statusCode(), bad);
        assertTrue(refused.body().contains("Max-Cost: 0.05 USD"), refused.body());
      }
      HttpResponse<String> other = call(stand, "Max-Cost", "5 EUR");
      assertEquals(400, other.statusCode());
      assertTrue(other.body().contains("priced in USD"), other.body());
      assertEquals(0, origin.heads().size());
    }
  }

  private HttpResponse<String> call(Stand stand, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stand.uri("/acme/weather/x"))
            .header("Authorization", "Bearer " + stand.key());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<StructuredList.Item> list(HttpHeaders headers, String name) {
    return StructuredList.read(headers.firstValue(name).orElseThrow());
  }

  private static List<Object> values(List<StructuredList.Item> items) {
    return items.stream().map(StructuredList.Item::value).toList();
  }
}

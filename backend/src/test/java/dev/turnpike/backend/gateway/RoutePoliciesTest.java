package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Route;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a publisher's policies do to calls, each seen at both ends and in the trace. */
class RoutePoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void a_path_a_query_and_headers_are_rewritten_both_ways() throws Exception {
    Route route =
        routed(
            new Route.Rewrite(
                "/v2/items/{id}/full",
                Map.of("units", "metric system"),
                Set.of("debug"),
                Map.of("X-Tier", "gold"),
                Set.of("x-internal"),
                Map.of("X-Served-By", "acme"),
                Set.of("server")));
    try (RawOrigin origin =
            RawOrigin.saying(
                "HTTP/1.1 200 OK\r\nServer: secret/1.0\r\nContent-Length: 2\r\n\r\nok");
        Stand stand = stand(origin, new Api.Operation("item", "GET", "/items/{id}", false, route));
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer =
          caller.get(
              "/acme/weather/items/a%2Db?units=us&de%62ug=1&q=x",
              "X-Internal", "1", "X-Tier", "none");

      assertEquals(200, answer.statusCode());
      String head = origin.heads().getFirst();
      assertTrue(head.startsWith("GET /v2/items/a-b/full?q=x&units=metric+system HTTP/1.1"), head);
      String lower = head.toLowerCase(Locale.ROOT);
      assertTrue(lower.contains("x-tier: gold"), head);
      assertFalse(lower.contains("x-internal"), head);
      assertFalse(lower.contains("x-tier: none"), head);
      assertEquals("acme", answer.headers().firstValue("X-Served-By").orElseThrow());
      assertTrue(answer.headers().firstValue("Server").isEmpty());
    }
  }

  @Test
  @Tag("case-21")
  void a_rewritten_path_stays_where_its_template_leads() throws Exception {
    Route route =
        routed(
            new Route.Rewrite(
                "/inside{path}", Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), Set.of()));
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = stand(origin, new Api.Operation("all", "GET", "/**", false, route))) {
      for (String path : List.of("/../admin", "/%2e%2e/admin", "/x/../../admin", "//admin")) {
        try (RawClient client = new RawClient(stand)) {
          client.send(RawClient.get(stand, "/acme/weather" + path)).readUntil("\r\n\r\n");
        }
      }
      for (String head : origin.heads()) {
        assertTrue(head.startsWith("GET /inside/"), head);
        assertFalse(head.contains(".."), head);
      }
    }
  }

  @Test
  void only_the_named_sites_scripts_may_call() throws Exception {
    Route route =
        new Route(
            null,
            new Route.Cors(Set.of("https://app.example"), List.of("GET"), List.of(), true, 60),
            Route.Bodies.ANY,
            null,
            null,
            null,
            null,
            null,
            OriginSet.Timeouts.USUAL);
    try (RawOrigin origin =
            RawOrigin.saying(
                "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nok");
        Stand stand = stand(origin, new Api.Operation("all", "GET", "/**", false, route));
        RawClient good = new RawClient(stand);
        RawClient bad = new RawClient(stand);
        RawClient preflight = new RawClient(stand);
        RawClient other = new RawClient(stand)) {
      String answer =
          good.send(RawClient.get(stand, "/acme/weather/x", "Origin: https://app.example"))
              .readUntil("ok");
      assertTrue(contains(answer, "access-control-allow-origin: https://app.example"), answer);
      assertTrue(contains(answer, "access-control-allow-credentials: true"), answer);
      answer =
          bad.send(RawClient.get(stand, "/acme/weather/x", "Origin: https://evil.example"))
              .readUntil("ok");
      assertFalse(contains(answer, "access-control-allow-origin"), answer);
      answer = preflight.send(preflight("https://app.example")).readUntil("\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
      assertTrue(contains(answer, "access-control-allow-methods: GET"), answer);
      assertTrue(contains(answer, "access-control-max-age: 60"), answer);
      answer = other.send(preflight("https://evil.example")).readUntil("\r\n\r\n");
      assertFalse(contains(answer, "access-control-allow-origin"), answer);
    }
  }

  private static String preflight(String site) {
    return String.join(
        "\r\n",
        "OPTIONS /acme/weather/x HTTP/1.1",
        "Host: a",
        "Origin: " + site,
        "Access-Control-Request-Method: GET",
        "",
        "");
  }

  @Test
  void bodies_longer_than_the_route_takes_are_refused_whoever_sends_them() throws Exception {
    Route route =
        new Route(
            null,
            null,
            new Route.Bodies(10, 20),
            null,
            null,
            null,
            null,
            null,
            OriginSet.Timeouts.USUAL);
    Api.Operation all = new Api.Operation("all", "POST", "/**", false, route);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = stand(origin, all);
        Caller caller = new Caller(stand);
        RawClient chunks = new RawClient(stand)) {
      assertEquals(200, caller.post("/acme/weather/x", "0123456789").statusCode());
      HttpResponse<String> refused = caller.post("/acme/weather/x", "0123456789a");
      assertEquals(413, refused.statusCode());
      assertTrue(refused.body().contains("10 bytes"), refused.body());
      assertEquals(1, origin.heads().size());
      String answer =
          chunks
              .send(
                  RawClient.request(stand, "POST", "/acme/weather/x", "Transfer-Encoding: chunked")
                      + "\r\nb\r\n0123456789a\r\n0\r\n\r\n")
              .readUntil("BODY_TOO_LARGE");
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }
    String long21 = "x".repeat(21);
    for (String answer :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n" + long21,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n"
                + long21
                + "\r\n0\r\n\r\n")) {
      try (RawOrigin origin = RawOrigin.saying(answer);
          Stand stand = stand(origin, all);
          RawClient client = new RawClient(stand)) {
        String got =
            client
                .send(
                    RawClient.request(stand, "POST", "/acme/weather/x", "Content-Length: 0")
                        + "\r\n")
                .readFor(Duration.ofMillis(700));
        assertFalse(got.contains(long21), got);
        assertEquals(0, stand.log.only().charged());
        assertEquals(0, stand.leases.settled());
      }
    }
  }

  @Test
  @Tag("R4")
  void addresses_outside_the_ranges_are_forbidden_before_money_is_looked_at() throws Exception {
    check(
        route(new Route.Addresses(List.of(range("10.0.0.0/8")), List.of()), null, null),
        403,
        "FORBIDDEN");
    check(
        route(new Route.Addresses(List.of(), List.of(range("127.0.0.0/8"))), null, null),
        403,
        "FORBIDDEN");
    check(
        route(new Route.Addresses(List.of(range("127.0.0.1/32")), List.of()), null, null),
        200,
        null);
  }

  @Test
  void maintenance_is_503_with_the_publishers_words_and_a_time() throws Exception {
    Route route = route(null, new Route.Maintenance(Duration.ofMinutes(10), "Back at noon."), null);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = stand(origin, new Api.Operation("all", "GET", "/**", false, route));
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer = caller.get("/acme/weather/x");

      assertEquals(503, answer.statusCode());
      assertEquals("600", answer.headers().firstValue("Retry-After").orElseThrow());
      JsonNode problem = JSON.readTree(answer.body());
      assertEquals("MAINTENANCE", problem.get("code").asText());
      assertEquals("Back at noon.", problem.get("detail").asText());
      assertEquals(0, origin.heads().size());
      assertTrue(traced(stand.log.only(), "policies"));
    }
  }

  @Test
  void a_mock_answers_without_an_origin_and_without_a_charge() throws Exception {
    Route route = route(null, null, new Route.Mock(201, "application/json", "{\"mock\":true}"));
    try (Stand stand =
            Stand.before(
                OriginSet.of(RawOrigin.dead()),
                null,
                List.of(new Api.Operation("all", "POST", "/**", false, route)),
                (address, port) -> true);
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer = caller.post("/acme/weather/x", "{}");

      assertEquals(201, answer.statusCode());
      assertEquals("{\"mock\":true}", answer.body());
      CallLog.Call call = stand.log.only();
      assertEquals(0, call.charged());
      assertTrue(traced(call, "mock"));
      assertEquals(0, stand.leases.open());
      assertEquals(0, stand.leases.settled());
    }
  }

  @Test
  void a_body_that_does_not_fit_is_400_with_each_place_and_the_origin_never_sees_it()
      throws Exception {
    JsonSchema schema =
        JsonSchema.of(
            JSON.readTree(
                """
                {"type": "object", "required": ["name"], "additionalProperties": false,
                 "properties": {"name": {"type": "string", "minLength": 1},
                   "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}}}}
                """));
    Route route =
        new Route(
            null,
            null,
            Route.Bodies.ANY,
            null,
            null,
            null,
            new Route.Validation(schema, true),
            null,
            OriginSet.Timeouts.USUAL);
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = stand(origin, new Api.Operation("all", "POST", "/**", false, route));
        Caller caller = new Caller(stand)) {
      String[] json = {"Content-Type", "application/json"};
      HttpResponse<String> refused =
          caller.post("/acme/weather/x", "{\"tags\":[\"ok\",\"long\"],\"more\":1}", json);
      assertEquals(400, refused.statusCode());
      JsonNode problem = JSON.readTree(refused.body());
      assertEquals("REQUEST_INVALID", problem.get("code").asText());
      List<String> pointers = new ArrayList<>();
      problem.get("errors").forEach(error -> pointers.add(error.get("pointer").asText()));
      assertEquals(Set.of("/name", "/tags/1", "/more"), Set.copyOf(pointers));
      assertEquals(400, caller.post("/acme/weather/x", "{\"name\":", json).statusCode());
      assertEquals(400, caller.post("/acme/weather/x", "", json).statusCode());
      assertEquals(
          400,
          caller
              .post("/acme/weather/x", "{\"name\":\"a\"}", "Content-Type", "text/plain")
              .statusCode());
      String long2 = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
      assertEquals(413, caller.post("/acme/weather/x", long2, json).statusCode());
      assertEquals(0, origin.heads().size());
      assertEquals(0, stand.leases.open());

      assertEquals(200, caller.post("/acme/weather/x", "{\"name\":\"a\"}", json).statusCode());
      String head = origin.heads().getFirst();
      assertTrue(contains(head, "content-length: 12"), head);
    }
  }

  private static void check(Route route, int status, @Nullable String code) throws Exception {
    try (RawOrigin origin = RawOrigin.saying(OK);
        Stand stand = stand(origin, new Api.Operation("all", "GET", "/**", false, route));
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer = caller.get("/acme/weather/x");
      assertEquals(status, answer.statusCode(), answer.body());
      assertEquals(status == 200 ? 1 : 0, origin.heads().size());
      assertEquals(code, stand.log.only().code());
      assertTrue(traced(stand.log.only(), "policies"));
    }
  }

  private static boolean traced(CallLog.Call call, String step) {
    return call.trace().stream().anyMatch(one -> one.name().equals(step));
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static AddressRange range(String text) {
    return AddressRange.of(text).orElseThrow();
  }

  private static Route routed(Route.Rewrite rewrite) {
    return new Route(
        rewrite, null, Route.Bodies.ANY, null, null, null, null, null, OriginSet.Timeouts.USUAL);
  }

  private static Route route(
      Route.@Nullable Addresses addresses,
      Route.@Nullable Maintenance maintenance,
      Route.@Nullable Mock mock) {
    return new Route(
        null,
        null,
        Route.Bodies.ANY,
        addresses,
        maintenance,
        mock,
        null,
        null,
        OriginSet.Timeouts.USUAL);
  }

  private static Stand stand(RawOrigin origin, Api.Operation operation) {
    return Stand.before(
        OriginSet.of(origin.uri()), null, List.of(operation), (address, port) -> true);
  }
}

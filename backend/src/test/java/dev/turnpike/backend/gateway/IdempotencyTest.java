package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call that is repeated under its Idempotency-Key is made once. */
@Tag("R67")
class IdempotencyTest {
  private static final String MADE =
      "HTTP/1.1 201 Created\r\nLocation: /orders/7\r\nContent-Length: 7\r\n\r\norder 7";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_repetition_gets_the_same_answer_and_costs_nothing() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(MADE);
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      HttpResponse<String> first = order(stand, "k1", "{}");
      HttpResponse<String> again = order(stand, "\"k1\"", "{}");

      assertEquals(201, first.statusCode(), first.body());
      assertEquals(201, again.statusCode(), again.body());
      assertEquals("order 7", again.body());
      assertEquals("/orders/7", again.headers().firstValue("Location").orElseThrow());
      assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElseThrow());
      assertTrue(first.headers().firstValue("Idempotent-Replayed").isEmpty());
      assertEquals("0.00 USD", again.headers().firstValue("Turnpike-Cost").orElseThrow());
      assertEquals(1, origin.heads().size());
      assertTrue(origin.heads().getFirst().contains("Idempotency-Key: k1"), "it goes on");
      assertEquals(1, stand.leases.settled());
    }
  }

  @Test
  void a_key_belongs_to_one_body_and_one_target() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(MADE);
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      order(stand, "k1", "{}");
      check(order(stand, "k1", "{\"n\":2}"), 422, "IDEMPOTENCY_MISMATCH");
      check(send(stand, "/acme/weather/orders/other", "k1", "{}"), 422, "IDEMPOTENCY_MISMATCH");
      assertEquals(201, order(stand, "k2", "{\"n\":2}").statusCode());
      assertEquals(2, origin.heads().size());
    }
  }

  @Test
  void while_the_first_is_made_the_second_waits() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch there = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  there.countDown();
                  go.await();
                  RawOrigin.say(socket, MADE);
                });
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      var first =
          client.sendAsync(request(stand, "k1", "{}"), HttpResponse.BodyHandlers.ofString());
      there.await();
      HttpResponse<String> second = order(stand, "k1", "{}");
      check(second, 409, "IDEMPOTENCY_IN_PROGRESS");
      assertEquals("1", second.headers().firstValue("Retry-After").orElseThrow());
      go.countDown();
      assertEquals(201, first.get().statusCode());
      assertEquals(201, order(stand, "k1", "{}").statusCode());
      assertEquals(1, origin.heads().size());
    }
  }

  @Test
  void a_call_that_came_to_nothing_leaves_its_key_free() throws Exception {
    try (RawOrigin origin = RawOrigin.resettingAfter("");
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      assertEquals(502, order(stand, "k1", "{}").statusCode());
      Eventually.holds(Duration.ofSeconds(2), () -> stand.replays.kept() == 0, () -> "key taken");
      assertEquals(502, order(stand, "k1", "{}").statusCode());
      assertEquals(2, origin.heads().size());
      assertEquals(0, stand.leases.settled());
    }
  }

  @Test
  void an_answer_too_large_to_keep_is_not_made_twice() throws Exception {
    String large = "x".repeat(300_000);
    try (RawOrigin origin =
            RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + large);
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      assertEquals(large, order(stand, "k1", "{}").body());
      check(order(stand, "k1", "{}"), 409, "CONFLICT");
      assertEquals(1, origin.heads().size());
    }
  }

  @Test
  void a_client_that_left_finds_its_answer_when_it_asks_again() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  there.countDown();
                  go.await();
                  RawOrigin.say(socket, MADE);
                });
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      RawClient impatient = new RawClient(stand);
      impatient.send(
          RawClient.request(
                  stand,
                  "POST",
                  "/acme/weather/orders/new",
                  "Idempotency-Key: k1",
                  "Content-Length: 2")
              + "\r\n{}");
      there.await();
      impatient.vanish();
      Thread.sleep(100);
      go.countDown();
      Eventually.holds(
          Duration.ofSeconds(3), () -> stand.leases.settled() == 1, () -> "it was not made");
      Eventually.holds(
          Duration.ofSeconds(3), () -> stand.plane().open() == 0, () -> "it is not over");
      HttpResponse<String> again = order(stand, "k1", "{}");
      assertEquals(201, again.statusCode(), again.body());
      assertEquals("order 7", again.body());
      assertEquals(1, origin.heads().size());
      assertEquals(1, stand.leases.settled());
    }
  }

  @Test
  void without_the_books_of_keys_nothing_is_made() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(MADE);
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      stand.replays.goDown();
      check(order(stand, "k1", "{}"), 503, "BILLING_UNAVAILABLE");
      assertEquals(0, origin.heads().size());
    }
  }

  @Test
  void a_key_that_is_none_is_told_its_form() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(MADE);
        Stand stand = Stand.repeatableBefore(origin.uri())) {
      check(order(stand, "two words", "{}"), 400, "REQUEST_INVALID");
      check(order(stand, "k".repeat(256), "{}"), 400, "REQUEST_INVALID");
      check(order(stand, "k1", "x".repeat(1024 * 1024 + 1)), 413, "BODY_TOO_LARGE");
      assertEquals(0, origin.heads().size());
    }
  }

  @Test
  void a_route_that_offers_no_keys_passes_them_on() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(MADE);
        Stand stand = Stand.before(origin.uri())) {
      order(stand, "k1", "{}");
      order(stand, "k1", "{}");
      assertEquals(2, origin.heads().size());
      assertEquals(0, stand.replays.kept());
    }
  }

  private static void check(HttpResponse<String> answer, int status, String code) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
  }

  private HttpResponse<String> order(Stand stand, String key, String body) throws Exception {
    return send(stand, "/acme/weather/orders/new", key, body);
  }

  private HttpResponse<String> send(Stand stand, String path, String key, String body)
      throws Exception {
    return client.send(requestTo(stand, path, key, body), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(Stand stand, String key, String body) {
    return requestTo(stand, "/acme/weather/orders/new", key, body);
  }

  private static HttpRequest requestTo(Stand stand, String path, String key, String body) {
    return HttpRequest.newBuilder(stand.uri(path))
        .header("Authorization", "Bearer " + stand.key())
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}

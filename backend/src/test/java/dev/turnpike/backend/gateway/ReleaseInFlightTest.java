package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Route;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A release or a rollback is for the next call; one that is on its way ends as it began. */
@Tag("R192")
class ReleaseInFlightTest {
  private static final Duration SOON = Duration.ofSeconds(4);
  private static final String OLD = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold";
  private static final String NEW = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew";

  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void a_call_that_waits_for_its_head_ends_under_the_release_it_began_with() throws Exception {
    try (RawOrigin old = RawOrigin.playing((socket, head) -> later(() -> say(socket, OLD)));
        RawOrigin fresh = RawOrigin.saying(NEW);
        Stand stand = Stand.before(patient(old), null, marked("one"), (address, port) -> true);
        Caller caller = new Caller(stand)) {
      CompletableFuture<HttpResponse<String>> begun = caller.call("GET", "/acme/weather/x", "");
      Eventually.holds(SOON, () -> old.heads().size() == 1, () -> "the origin has the call");
      stand.release(patient(fresh), marked("two"));

      check("new", "two", caller.get("/acme/weather/x"));
      assertTrue(!begun.isDone());
      released.countDown();
      check("old", "one", begun.join());
      check("new", "two", caller.get("/acme/weather/x"));
      assertEquals(1, old.heads().size());
      stand.log.holds(3);
      assertEquals(3, stand.leases.settled());
    }
  }

  @Test
  void an_answer_that_has_begun_comes_to_its_end() throws Exception {
    try (RawOrigin old =
            RawOrigin.playing(
                (socket, head) -> {
                  say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nold");
                  later(() -> say(socket, "est"));
                });
        RawOrigin fresh = RawOrigin.saying(NEW);
        Stand stand = Stand.before(patient(old));
        RawClient client = new RawClient(stand);
        Caller caller = new Caller(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("old");
      stand.release(patient(fresh));
      assertEquals("new", caller.get("/acme/weather/x").body());
      released.countDown();
      assertTrue(client.readUntil("oldest").endsWith("oldest"));
      stand.log.holds(2);
      assertEquals(2, stand.leases.settled());
    }
  }

  @Test
  void a_call_that_has_to_move_moves_within_its_own_release() throws Exception {
    try (RawOrigin broken =
            RawOrigin.playing(
                (socket, head) ->
                    later(
                        () -> {
                          socket.setSoLinger(true, 0);
                          socket.close();
                        }));
        RawOrigin beside = RawOrigin.saying(OLD);
        RawOrigin fresh = RawOrigin.saying(NEW);
        Stand stand =
            Stand.before(
                Sets.of(broken.uri(), beside.uri())
                    .inGroups("main", "main")
                    .weighing(1000, 1)
                    .timeouts(0, 10_000, 0)
                    .set());
        Caller caller = new Caller(stand)) {
      CompletableFuture<HttpResponse<String>> begun = caller.call("GET", "/acme/weather/x", "");
      Eventually.holds(SOON, () -> broken.heads().size() == 1, () -> "the origin has the call");
      stand.release(patient(fresh));
      released.countDown();

      assertEquals("old", begun.join().body());
      assertEquals(1, beside.heads().size());
      assertEquals(0, fresh.heads().size());
      assertEquals("new", caller.get("/acme/weather/x").body());
    }
  }

  /** One that may take its time. */
  private static OriginSet patient(RawOrigin origin) {
    return Sets.of(origin.uri()).timeouts(0, 10_000, 0).set();
  }

  private interface Play {
    void go() throws Exception;
  }

  private void later(Play play) throws Exception {
    released.await();
    play.go();
  }

  private static void say(Socket socket, String text) throws Exception {
    RawOrigin.say(socket, text);
  }

  /** Every answer says which release it was given under. */
  private static List<Api.Operation> marked(String release) {
    Route route =
        new Route(
            new Route.Rewrite(
                null,
                Map.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                Map.of("X-Release", release),
                Set.of()),
            null,
            Route.Bodies.ANY,
            null,
            null,
            null,
            null,
            null,
            OriginSet.Timeouts.USUAL);
    return List.of(new Api.Operation("all", "GET", "/**", false, route));
  }

  private static void check(String body, String release, HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode());
    assertEquals(body, answer.body());
    assertEquals(release, answer.headers().firstValue("X-Release").orElse("none"));
  }
}

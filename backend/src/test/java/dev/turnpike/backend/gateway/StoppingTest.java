package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stopping lets calls in flight finish, for a while. */
class StoppingTest {
  @Test
  void a_call_in_flight_is_answered_whole_before_the_listener_goes() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  if (answer.await(5, TimeUnit.SECONDS)) {
                    RawOrigin.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      Eventually.holds(
          Duration.ofSeconds(2), () -> origin.heads().size() == 1, () -> "the origin got the call");
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stand.plane()::stop);
      answer.countDown();

      assertTrue(client.readAll().endsWith("ok"));
      stopped.get(5, TimeUnit.SECONDS);
      assertEquals(200, stand.log.only().status());
      assertEquals(1, stand.leases.settled());
    }
  }

  @Test
  void a_call_that_takes_too_long_is_cut_and_recorded() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n";
    try (RawOrigin origin = RawOrigin.saying(endless);
        Stand stand =
            Stand.before(origin.uri(), Map.of("turnpike.gateway.drain-timeout", "200ms"));
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("x\r\n");
      stand.plane().stop();

      client.readAll();
      assertTrue(client.isOver());
      stand.log.only();
      assertEquals(0, stand.leases.open());
    }
  }
}

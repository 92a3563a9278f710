package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies pass as they come, never faster than they are read, and no longer than somebody reads. */
class StreamingTest {
  private static final String EVENTS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  @Tag("case-22")
  void an_event_arrives_while_the_stream_is_open() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  RawOrigin.say(socket, EVENTS);
                  RawOrigin.say(socket, "9\r\ndata: 1\n\n\r\n");
                  if (seen.await(3, TimeUnit.SECONDS)) {
                    RawOrigin.say(socket, "9\r\ndata: 2\n\n\r\n0\r\n\r\n");
                  }
                });
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      assertTrue(client.readUntil("data: 1").contains("data: 1"));
      seen.countDown();
      assertTrue(client.readUntil("\r\n0\r\n\r\n").endsWith("data: 2\n\n\r\n0\r\n\r\n"));
      assertEquals(10_000, stand.log.only().charged());
    }
  }

  @Test
  void the_head_of_a_stream_does_not_wait_for_its_first_event() throws Exception {
    try (RawOrigin origin = RawOrigin.saying(EVENTS);
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      assertTrue(client.readUntil("\r\n\r\n").contains("text/event-stream"));
    }
  }

  @Test
  @Tag("case-22")
  void a_client_that_leaves_closes_the_origins_connection_within_a_second() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawOrigin origin = RawOrigin.playing((socket, head) -> flood(socket, closed));
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x")).readUntil("xxxxx");
      client.vanish();

      assertTrue(closed.await(1, TimeUnit.SECONDS), "the origin still writes");
      assertEquals(499, stand.log.only().status());
      assertEquals(0, stand.plane().inFlight());
    }
  }

  @Test
  void a_storm_of_leaving_clients_leaves_nothing_behind() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  if (head.contains("/calm")) {
                    RawOrigin.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  } else {
                    flood(socket, closed);
                  }
                });
        Stand stand =
            Stand.before(origin.uri(), Map.of("turnpike.gateway.max-in-flight-per-origin", "50"))) {
      for (int i = 0; i < 100; i++) {
        try (RawClient client = new RawClient(stand)) {
          client.send(RawClient.get(stand, "/acme/weather/storm"));
          if (i % 2 == 0) {
            client.readUntil("xxxxx");
          }
          client.vanish();
        }
      }
      stand.log.holds(100);
      assertEquals(0, stand.plane().inFlight());
      assertEquals(0, stand.leases.open());

      try (RawClient client = new RawClient(stand)) {
        client.send(RawClient.get(stand, "/acme/weather/calm"));
        assertTrue(client.readUntil("ok").startsWith("HTTP/1.1 200"));
      }
    }
  }

  @Test
  @Tag("case-27")
  void a_slow_reader_slows_the_origin_down() throws Exception {
    AtomicLong written = new AtomicLong();
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  RawOrigin.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
                  byte[] block = new byte[65_536];
                  while (true) {
                    socket.getOutputStream().write(block);
                    written.addAndGet(block.length);
                  }
                });
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(RawClient.get(stand, "/acme/weather/x"));
      client.readSome(1000);
      long before = settles(written);

      assertTrue(before < 64 << 20, before + " bytes were taken from the origin and kept");
      client.readSome(8 << 20);
      assertTrue(settles(written) > before, "the origin goes on when the client does");
    }
  }

  @Test
  void an_upload_passes_while_it_is_being_sent() throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.playing(
                (socket, head) -> {
                  headSeen.countDown();
                  socket.getInputStream().readNBytes(0);
                });
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(
          RawClient.request(stand, "POST", "/acme/weather/reports", "Content-Length: 10")
              + "\r\nab");

      assertTrue(headSeen.await(2, TimeUnit.SECONDS), "the head waits for the body's end");
      assertTrue(origin.heads().getFirst().contains("Content-Length: 10"));
    }
  }

  @Test
  @Tag("case-24")
  void an_early_answer_reaches_a_client_that_still_uploads() throws Exception {
    try (RawOrigin origin =
            RawOrigin.saying("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(
          RawClient.request(stand, "POST", "/acme/weather/reports", "Content-Length: 10000000")
              + "\r\n"
              + "x".repeat(10_000));

      String answer = client.readUntil("big");
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      assertTrue(answer.contains("Connection: close"), answer);
      client.readAll();
      assertTrue(client.isOver());
      assertEquals(413, stand.log.only().status());
      assertEquals(0, stand.leases.open());
    }
  }

  @Test
  @Tag("case-12")
  void a_refused_upload_is_never_asked_for() throws Exception {
    try (RawOrigin origin = RawOrigin.slow();
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      stand.leases.fund(0);
      String answer =
          client
              .send(
                  RawClient.request(
                          stand,
                          "POST",
                          "/acme/weather/reports",
                          "Expect: 100-continue",
                          "Content-Length: 40")
                      + "\r\n")
              .readUntil("INSUFFICIENT");

      assertTrue(answer.startsWith("HTTP/1.1 402"), answer);
      assertFalse(answer.contains("100 Continue"));
      client.send(RawClient.get(stand, "/acme/weather/smuggled"));
      client.readAll();
      assertEquals(1, stand.log.calls().size(), "what would be the body is not a request");
      assertEquals(0, origin.heads().size());
    }
  }

  @Test
  @Tag("case-12")
  void an_allowed_upload_is_asked_for_once_it_is_allowed() throws Exception {
    try (RawOrigin origin =
            RawOrigin.saying("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
        Stand stand = Stand.before(origin.uri());
        RawClient client = new RawClient(stand)) {
      client.send(
          RawClient.request(
                  stand,
                  "POST",
                  "/acme/weather/reports",
                  "Expect: 100-continue",
                  "Content-Length: 4")
              + "\r\n");
      assertTrue(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100 Continue"));
      client.send("rain");

      assertTrue(client.readUntil("ok").contains("HTTP/1.1 201"));
      assertFalse(origin.heads().getFirst().contains("Expect"));
    }
  }

  private static void flood(Socket socket, CountDownLatch closed) throws IOException {
    RawOrigin.say(socket, EVENTS);
    try {
      while (true) {
        RawOrigin.say(socket, "5\r\nxxxxx\r\n");
        Thread.sleep(5);
      }
    } catch (IOException over) {
      closed.countDown();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The counter once it has stood still for a while. */
  private static long settles(AtomicLong counter) {
    AtomicLong last = new AtomicLong(-1);
    AtomicLong since = new AtomicLong(System.nanoTime());
    Eventually.holds(
        Duration.ofSeconds(5),
        () -> {
          long now = counter.get();
          if (last.getAndSet(now) != now) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > 300_000_000L;
        },
        () -> "the origin keeps writing");
    return counter.get();
  }
}

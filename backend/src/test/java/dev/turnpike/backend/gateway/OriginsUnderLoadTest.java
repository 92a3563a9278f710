package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.OriginSet.Balance;
import dev.turnpike.tenants.snapshot.OriginSet.Sticky;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sixteen callers at once, half of whose calls are POSTs, and one of two origins gets into trouble
 * in their midst: no GET fails, no POST is done twice, nobody waits long, and what was served is
 * charged. The figures are those of docs/testing.md.
 */
class OriginsUnderLoadTest {
  private static final Logger LOG = Logger.getLogger(OriginsUnderLoadTest.class);
  private static final int CALLERS = 16;
  private static final int CALLS = 2_000;
  private static final int TROUBLE_AT = 500;
  private static final int FIRST_BYTE_MILLIS = 300;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** What the one origin does from now on. */
  private enum Mood {
    WELL,
    SILENT,
    RESETTING
  }

  private record Told(String method, String path, int status, long millis, boolean afterwards) {}

  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.WELL);
  private final RawOrigin shaky = RawOrigin.playing((socket, head) -> play(socket));
  private final RawOrigin sound = RawOrigin.playing((socket, head) -> answer(socket));

  @Test
  @Tag("R192")
  @Tag("case-26")
  void killed() throws Exception {
    // A refused connection is known at once: nobody waits for more than a moment.
    check("killed", shaky::close, 1000, CALLERS, 502);
  }

  @Test
  @Tag("R192")
  @Tag("case-26")
  void silent() throws Exception {
    check("silent", () -> mood.set(Mood.SILENT), FIRST_BYTE_MILLIS + 1000, CALLERS + 3, 504);
  }

  @Test
  @Tag("R192")
  @Tag("case-26")
  void resetting() throws Exception {
    check("resetting", () -> mood.set(Mood.RESETTING), 1000, CALLERS + 3, 502);
  }

  @Test
  @Tag("R192")
  @Tag("case-26")
  void flapping() throws Exception {
    AtomicInteger flaps = new AtomicInteger();
    Thread flapping =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    for (int i = 0; i < 10; i++) {
                      mood.set(i % 2 == 0 ? Mood.RESETTING : Mood.WELL);
                      flaps.incrementAndGet();
                      Thread.sleep(150);
                    }
                  } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      // It is out for five seconds after the first flap, so that the others are not even seen.
      check("flapping", flapping::start, 1000, CALLERS + 3, 502);
    } finally {
      flapping.interrupt();
      flapping.join();
    }
    assertTrue(flaps.get() >= 2, "it flapped " + flaps);
  }

  @Test
  @Tag("R192")
  void a_sticky_canary_of_ten_thousand_calls_gets_its_share_and_each_consumer_stays()
      throws Exception {
    try (Stand stand =
            Stand.before(
                Sets.of(shaky.uri(), sound.uri())
                    .inGroups("main", "green")
                    .by(Balance.WEIGHTED, Sticky.CONSUMER)
                    .canary("green", 5)
                    .set());
        HttpClient http = HttpClient.newHttpClient();
        shaky;
        sound) {
      List<String> keys = stand.consumers(5_000);
      Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
      AtomicInteger next = new AtomicInteger();
      atOnce(
          () -> {
            for (int i = next.getAndIncrement(); i < 10_000; i = next.getAndIncrement()) {
              statuses.add(
                  call(http, stand, keys.get(i % keys.size()), "GET", "/c" + i % keys.size())
                      .statusCode());
            }
          });
      assertEquals(Set.of(200), new TreeSet<>(statuses));
      assertEquals(10_000, shaky.heads().size() + sound.heads().size());

      Map<String, Set<String>> places = new HashMap<>();
      NamedOrigins.paths(shaky)
          .forEach(path -> places.computeIfAbsent(path, p -> new HashSet<>()).add("main"));
      NamedOrigins.paths(sound)
          .forEach(path -> places.computeIfAbsent(path, p -> new HashSet<>()).add("green"));
      assertEquals(5_000, places.size());
      places.forEach((path, where) -> assertEquals(1, where.size(), path + " went to " + where));
      int share = sound.heads().size();
      LOG.infof("sticky canary of 5 %%: %d of 10,000 calls", share);
      assertTrue(Math.abs(share - 500) <= 100, share + " of 10,000 calls, 5 % are asked");
    }
  }

  private void check(String what, Runnable trouble, long boundMillis, int mostLost, int lostStatus)
      throws Exception {
    try (Stand stand =
            Stand.before(
                Sets.of(shaky.uri(), sound.uri()).timeouts(0, FIRST_BYTE_MILLIS, 0).set());
        HttpClient http = HttpClient.newHttpClient();
        shaky;
        sound) {
      List<Told> told = load(http, stand, trouble);

      List<Told> lost = told.stream().filter(one -> one.status() != 200).toList();
      long longest =
          told.stream().filter(Told::afterwards).mapToLong(Told::millis).max().orElseThrow();
      List<String> posted = new ArrayList<>();
      for (RawOrigin origin : List.of(shaky, sound)) {
        origin.heads().stream()
            .filter(head -> head.startsWith("POST "))
            .forEach(head -> posted.add(head.split(" ", 3)[1]));
      }
      stand.log.holds(CALLS);
      long moved =
          stand.log.calls().stream()
              .filter(call -> call.trace().stream().anyMatch(s -> s.verdict().equals("moved")))
              .count();
      LOG.infof(
          "%s: %d of %d calls lost, all POSTs; %d moved; the longest took %d ms",
          what, lost.size(), CALLS, moved, longest);
      assertTrue(shaky.heads().size() >= TROUBLE_AT / 4, "it had its part before");
      for (Told one : lost) {
        assertEquals("POST " + lostStatus, one.method() + " " + one.status(), one.path());
      }
      assertTrue(lost.size() <= mostLost, lost.size() + " POSTs were lost");
      assertTrue(moved >= 1, "no call moved");
      assertEquals(posted.size(), new HashSet<>(posted).size(), "a POST was sent twice");
      assertTrue(longest <= boundMillis, "a call took " + longest + " ms");
      Eventually.holds(
          Duration.ofSeconds(4),
          () -> stand.leases.open() == 0,
          () -> stand.leases.open() + " reservations are open");
      assertEquals(CALLS - lost.size(), stand.leases.settled());
      assertEquals(0, stand.plane().inFlight());
    }
  }

  private List<Told> load(HttpClient http, Stand stand, Runnable trouble) throws Exception {
    Queue<Told> told = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    atOnce(
        () -> {
          for (int i = next.getAndIncrement(); i < CALLS; i = next.getAndIncrement()) {
            String method = i % 2 == 0 ? "GET" : "POST";
            boolean afterwards = done.get() >= TROUBLE_AT;
            long began = System.nanoTime();
            int status = call(http, stand, stand.key(), method, "/" + i).statusCode();
            long millis = (System.nanoTime() - began) / 1_000_000;
            told.add(new Told(method, "/" + i, status, millis, afterwards));
            if (done.incrementAndGet() == TROUBLE_AT) {
              trouble.run();
            }
          }
        });
    assertEquals(CALLS, told.size());
    return List.copyOf(told);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void atOnce(Work work) throws Exception {
    Queue<Exception> broken = new ConcurrentLinkedQueue<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(
            () -> {
              try {
                work.run();
              } catch (Exception failed) {
                broken.add(failed);
              }
            });
      }
      callers.shutdown();
      assertTrue(callers.awaitTermination(120, TimeUnit.SECONDS), "the callers came to their end");
    }
    assertTrue(broken.isEmpty(), () -> "callers broke: " + broken);
  }

  private static HttpResponse<String> call(
      HttpClient http, Stand stand, String key, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + stand.port() + "/acme/weather" + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + key)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void play(Socket socket) throws Exception {
    switch (mood.get()) {
      case WELL -> answer(socket);
      case SILENT -> {}
      case RESETTING -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  private static void answer(Socket socket) throws Exception {
    Thread.sleep(3);
    RawOrigin.say(socket, OK);
  }
}

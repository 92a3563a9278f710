package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.gateway.origin.Addresses;
import dev.turnpike.tenants.eligibility.EgressConfig;
import dev.turnpike.tenants.snapshot.Dialling;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operator does not allow is not dialled, whatever an origin is called. */
class DialGuardTest {
  private static final long AN_HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  @Test
  @Tag("case-31")
  void every_spelling_of_this_machine_and_of_the_clouds_metadata_is_refused() throws Exception {
    try (RawOrigin secret = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      int port = secret.uri().getPort();
      for (String host :
          List.of(
              "127.0.0.1",
              "127.1.2.3",
              "[::1]",
              "0.0.0.0",
              "169.254.169.254",
              "[::ffff:127.0.0.1]",
              "[::ffff:169.254.169.254]",
              "[64:ff9b::7f00:1]",
              "[2002:7f00:1::]",
              "2130706433",
              "localhost")) {
        refuses(URI.create("http://" + host + ":" + port));
      }
      assertEquals(0, secret.heads().size());
    }
  }

  @Test
  @Tag("case-31")
  void only_what_the_list_names_is_called() throws Exception {
    try (RawOrigin allowed = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawOrigin other = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      Dialling one = new EgressConfig(List.of("127.0.0.1/32:" + allowed.uri().getPort()));
      try (Stand stand = stand(OriginSet.of(allowed.uri()), one);
          Caller caller = new Caller(stand)) {
        assertEquals(200, caller.get("/acme/weather/x").statusCode());
      }
      try (Stand stand = stand(OriginSet.of(other.uri()), one);
          Caller caller = new Caller(stand)) {
        assertEquals(503, caller.get("/acme/weather/x").statusCode());
        assertEquals(0, other.heads().size());
      }
    }
  }

  @Test
  @Tag("case-32")
  void a_name_that_means_another_address_the_next_time_is_asked_once_for_a_dial() throws Exception {
    try (RawOrigin inside = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      AtomicInteger asked = new AtomicInteger();
      // First an address that may be called and where nobody answers, then the one inside.
      Addresses.Resolver rebinding =
          name ->
              new InetAddress[] {
                InetAddress.getByName(asked.incrementAndGet() == 1 ? "127.0.0.9" : "127.0.0.1")
              };
      Dialling rule = (address, port) -> address.getHostAddress().equals("127.0.0.9");
      try (Stand stand =
              Stand.before(
                  OriginSet.of(URI.create("http://rebind.example:" + inside.uri().getPort())),
                  null,
                  List.of(),
                  rule,
                  rebinding,
                  new MemorySecrets());
          Caller caller = new Caller(stand)) {
        assertEquals(503, caller.get("/acme/weather/x").statusCode());
        assertEquals(1, asked.get(), "what was checked was dialled, not resolved again");
        assertEquals(0, inside.heads().size());
      }
    }
  }

  @Test
  @Tag("case-32")
  void a_name_that_now_means_what_may_not_be_called_loses_its_address() throws Exception {
    Vertx vertx = Vertx.vertx();
    Context loop = vertx.getOrCreateContext();
    try {
      AtomicInteger asked = new AtomicInteger();
      Addresses addresses =
          new Addresses(
              vertx,
              (address, port) -> !address.isLoopbackAddress(),
              name ->
                  new InetAddress[] {
                    InetAddress.getByName(asked.incrementAndGet() == 1 ? "192.0.2.1" : "127.0.0.1")
                  });
      Origin origin = new Origin("a", URI.create("http://rebind.example"), 1, "main");
      SocketAddress first = on(loop, () -> addresses.find(origin, 0));
      assertEquals("192.0.2.1", first.hostAddress());
      assertEquals("192.0.2.1", known(loop, addresses, origin, 1));
      // Due to be asked for anew: the checked one serves until the answer is there.
      assertEquals("192.0.2.1", known(loop, addresses, origin, AN_HOUR_NANOS));
      Eventually.holds(
          Duration.ofSeconds(3),
          () -> known(loop, addresses, origin, AN_HOUR_NANOS).equals("none"),
          () -> "the name lost its address");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  @Tag("case-33")
  void a_redirect_is_the_clients_to_follow_and_never_ours() throws Exception {
    try (RawOrigin inside = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawOrigin outside =
            RawOrigin.saying(
                "HTTP/1.1 302 Found\r\nLocation: "
                    + inside.uri()
                    + "/\r\nContent-Length: 0\r\n\r\n");
        Stand stand = Stand.before(outside.uri());
        Caller caller = new Caller(stand)) {
      assertEquals(302, caller.get("/acme/weather/x").statusCode());
      assertEquals(0, inside.heads().size());
    }
  }

  private static void refuses(URI origin) throws Exception {
    try (Stand stand = stand(OriginSet.of(origin), new EgressConfig(List.of()));
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer = caller.get("/acme/weather/x");
      assertEquals(503, answer.statusCode(), origin.toString());
      assertTrue(answer.body().contains("ORIGIN_UNREACHABLE"), answer.body());
      assertTrue(
          stand.log.only().trace().stream().anyMatch(step -> step.name().equals("egress")),
          origin.toString());
      assertEquals(0, stand.leases.settled());
    }
  }

  private static Stand stand(OriginSet set, Dialling rule) {
    return Stand.before(set, null, List.of(), rule);
  }

  private static String known(Context loop, Addresses addresses, Origin origin, long now) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    loop.runOnContext(
        turn -> {
          SocketAddress known = addresses.known(origin, now);
          answer.complete(known == null ? "none" : known.hostAddress());
        });
    return answer.join();
  }

  private static <T> T on(Context loop, Supplier<Future<T>> asked)
      throws InterruptedException, ExecutionException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.runOnContext(
        turn ->
            asked
                .get()
                .onComplete(
                    done -> {
                      if (done.succeeded()) {
                        answer.complete(done.result());
                      } else {
                        answer.completeExceptionally(done.cause());
                      }
                    }));
    return answer.get();
  }
}

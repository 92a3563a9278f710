package dev.turnpike.backend.publishing;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.publishing.Bazaar.Stall;
import dev.turnpike.tenants.catalog.ApiReader;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Releases;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Origins and policies as a publisher writes them, in force at the gateway with their release. */
@QuarkusTest
class OriginReleasesTest {
  @Inject Bazaar bazaar;
  @Inject Drafts drafts;
  @Inject Releases releases;
  @Inject ObjectMapper json;

  private HttpServer blue;
  private HttpServer green;

  @BeforeEach
  void open() throws IOException {
    blue = Bazaar.origin("blue");
    green = Bazaar.origin("green");
  }

  @AfterEach
  void close() {
    blue.stop(0);
    green.stop(0);
  }

  @Test
  @Tag("R192")
  void blue_becomes_green_by_a_release_and_back_by_a_rollback() throws Exception {
    Stall stall = bazaar.stall("origins-switch", blue);
    String both =
        """
        {"origins": {"live": [
          {"name": "one", "url": "%s", "group": "blue"},
          {"name": "two", "url": "%s", "group": "green"}], "active": "%s"}}
        """;
    String one = Bazaar.address(blue);
    String two = Bazaar.address(green);
    int before = publish(stall, both.formatted(one, two, "blue"));
    bazaar.becomes(stall, "/things", a -> a.body().equals("blue /things"), Bazaar.BOUND);
    publish(stall, both.formatted(one, two, "green"));
    bazaar.becomes(stall, "/things", a -> a.body().equals("green /things"), Bazaar.BOUND);
    await(() -> releases.rollBack(stall.editor(), "goods", before));
    bazaar.becomes(stall, "/things", a -> a.body().equals("blue /things"), Bazaar.BOUND);
  }

  @Test
  @Tag("R190")
  @Tag("R192")
  void a_call_in_flight_at_a_rollback_finishes_under_the_release_it_began_with() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    green.createContext(
        "/slow",
        exchange -> {
          came.countDown();
          try {
            released.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
          byte[] body = "green, slowly".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    Stall stall = bazaar.stall("origins-flight", blue);
    int before = await(() -> releases.list(stall.editor(), "goods")).getFirst().number();
    publish(stall, "{\"origins\": {\"origin\": \"%s\"}}".formatted(Bazaar.address(green)));
    bazaar.becomes(stall, "/things", a -> a.body().equals("green /things"), Bazaar.BOUND);
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<HttpResponse<String>> begun = caller.submit(() -> bazaar.call(stall, "/slow"));
      assertTrue(came.await(5, TimeUnit.SECONDS), "the call is at its origin");
      await(() -> releases.rollBack(stall.editor(), "goods", before));
      bazaar.becomes(stall, "/things", a -> a.body().equals("blue /things"), Bazaar.BOUND);
      assertFalse(begun.isDone());
      released.countDown();
      assertEquals("green, slowly", begun.get(5, TimeUnit.SECONDS).body());
      assertEquals("blue /slow", bazaar.call(stall, "/slow").body());
    } finally {
      released.countDown();
      caller.shutdownNow();
    }
  }

  @Test
  @Tag("R192")
  void several_origins_share_the_calls_and_an_operation_has_policies_of_its_own() throws Exception {
    Stall stall = bazaar.stall("origins-share", blue);
    publish(
        stall,
        """
        {"operations": [
           {"id": "read", "method": "GET", "path": "/things/{id}"},
           {"id": "shut", "method": "GET", "path": "/shut",
            "policies": {"maintenance": {"retry_after_seconds": 60, "message": "Back soon."}}}],
         "origins": {"live": [{"name": "one", "url": "%s"}, {"name": "two", "url": "%s"}]},
         "policies": {"rewrite": {"path": "/v2{path}", "set_query": {"units": "metric"}}}}
        """
            .formatted(Bazaar.address(blue), Bazaar.address(green)));
    bazaar.becomes(stall, "/shut", a -> a.statusCode() == 503, Bazaar.BOUND);
    assertEquals(
        "60", bazaar.call(stall, "/shut").headers().firstValue("Retry-After").orElseThrow());
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      answers.add(bazaar.call(stall, "/things/7").body());
    }
    assertEquals(
        Set.of("blue /v2/things/7?units=metric", "green /v2/things/7?units=metric"), answers);
  }

  @Test
  @Tag("case-31")
  void an_origin_that_the_operator_does_not_allow_is_never_dialled() throws Exception {
    Stall stall = bazaar.stall("origins-guard", blue);
    publish(stall, "{\"origins\": {\"origin\": \"http://169.254.169.254\"}}");
    var refused = bazaar.becomes(stall, "/things", a -> a.statusCode() == 503, Bazaar.BOUND);
    assertTrue(refused.body().contains("ORIGIN_UNREACHABLE"), refused.body());
  }

  /** The release's number. */
  private int publish(Stall stall, String text) throws Exception {
    ApiTerms terms = ApiReader.read(json.readTree(text), Set.of());
    assertInstanceOf(
        PublishAnswer.Kept.class, await(() -> drafts.keep(stall.editor(), "goods", terms)));
    PublishAnswer answer = await(() -> releases.publish(stall.editor(), "goods", ""));
    return assertInstanceOf(PublishAnswer.Done.class, answer).release().number();
  }
}

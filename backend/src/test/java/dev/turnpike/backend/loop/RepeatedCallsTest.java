package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.boot.demo.DemoOrigins;
import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Replays;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Idempotency keys in PostgreSQL, through the whole gateway. */
@QuarkusTest
@Tag("R67")
class RepeatedCallsTest {
  private static final String REPORT = "{\"city\":\"oslo\",\"weather\":\"snow\"}";

  @Inject Shop shop;
  @Inject Cast cast;
  @Inject GatewayPort gateway;
  @Inject DemoOrigins origins;
  @Inject Replays replays;
  @Inject Ids ids;
  @Inject Clock clock;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void of_fifty_equal_calls_at_once_one_is_made_and_charged() throws Exception {
    Buyer buyer = shop.buyer("repeater", "credits");
    shop.topUp(buyer, "5.00");
    long before = origins.hits("weather");
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(client.sendAsync(report(buyer, "one", REPORT), BODY));
    }
    int made = 0;
    for (CompletableFuture<HttpResponse<String>> each : sent) {
      HttpResponse<String> answer = each.get();
      boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
      if (answer.statusCode() == 409) {
        assertTrue(answer.body().contains("IDEMPOTENCY_IN_PROGRESS"), answer.body());
      } else {
        assertEquals(2, answer.statusCode() / 100, answer.body());
        made += replayed ? 0 : 1;
      }
    }
    assertEquals(1, made);
    assertEquals(before + 1, origins.hits("weather"));
    HttpResponse<String> again = client.send(report(buyer, "one", REPORT), BODY);
    assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
    assertEquals(before + 1, origins.hits("weather"));
    assertCharged(buyer, 1);
    assertEquals(422, client.send(report(buyer, "one", "{}"), BODY).statusCode());
  }

  /** Without the map that spares a node the trip: as fifty nodes would ask. */
  @Test
  void of_fifty_nodes_that_ask_at_once_one_may_make_the_call() {
    Replays.Scope scope =
        new Replays.Scope(
            new ApplicationId(ids.next()), new ApiId(ids.next()), "report", "the key");
    List<Future<Replays.Start>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(replays.begin(attempt(scope, new byte[32])));
    }
    int begun = 0;
    for (Future<Replays.Start> each : asked) {
      Replays.Start start = each.toCompletionStage().toCompletableFuture().join();
      if (start instanceof Replays.Start.Begun) {
        begun++;
      } else {
        assertEquals(new Replays.Start.Running(), start);
      }
    }
    assertEquals(1, begun);
    byte[] other = new byte[32];
    other[0] = 1;
    assertEquals(
        new Replays.Start.Mismatch(),
        replays.begin(attempt(scope, other)).toCompletionStage().toCompletableFuture().join());
  }

  private Replays.Attempt attempt(Replays.Scope scope, byte[] body) {
    return new Replays.Attempt(
        scope,
        new TenantId(ids.next()),
        new TenantId(ids.next()),
        new RequestId(ids.next()),
        body,
        clock.instant());
  }

  @Test
  void what_is_kept_cannot_be_read_in_the_database() throws Exception {
    Buyer buyer = shop.buyer("sealed-repeater", "credits");
    shop.topUp(buyer, "5.00");
    HttpResponse<String> answer = client.send(report(buyer, "plain-key", REPORT), BODY);
    String kept =
        cast.one(
            "select encode(sealed, 'escape') || encode(key_hash, 'escape') from replay"
                + " where application_id = ?",
            buyer.application().value());
    assertTrue(!kept.contains(answer.body()) && !kept.contains("plain-key"), kept);
  }

  @Test
  void a_key_whose_node_died_is_free_again_when_its_lock_is_over() throws Exception {
    Buyer buyer = shop.buyer("crashed-repeater", "credits");
    shop.topUp(buyer, "5.00");
    assertEquals(2, client.send(report(buyer, "k", REPORT), BODY).statusCode() / 100);
    // As a crash between the call and its answer's keeping leaves it.
    String lost =
        "update replay set state = 'running', sealed = null, locked_until = now() + interval '%s'"
            + " where application_id = ?";
    cast.sql(lost.formatted("1 minute"), buyer.application().value());
    assertEquals(409, client.send(report(buyer, "k", REPORT), BODY).statusCode());
    cast.sql(lost.formatted("-1 second"), buyer.application().value());
    HttpResponse<String> made = client.send(report(buyer, "k", REPORT), BODY);
    assertEquals(2, made.statusCode() / 100, made.body());
    assertTrue(made.headers().firstValue("Idempotent-Replayed").isEmpty());
    HttpResponse<String> again = client.send(report(buyer, "k", REPORT), BODY);
    assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
  }

  private static final HttpResponse.BodyHandler<String> BODY = HttpResponse.BodyHandlers.ofString();

  /** Postings may be batched: they are in the books within a moment. */
  private void assertCharged(Buyer buyer, int calls) throws Exception {
    String counted = "";
    for (int i = 0; i < 50 && !counted.equals(String.valueOf(calls)); i++) {
      Thread.sleep(100);
      counted =
          cast.one(
              "select count(*) from usage_event where subscription_id = ?",
              buyer.subscription().value());
    }
    assertEquals(String.valueOf(calls), counted);
  }

  private HttpRequest report(Buyer buyer, String key, String body) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + gateway.number() + "/acme/weather/reports"))
        .header("X-API-Key", buyer.key())
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}

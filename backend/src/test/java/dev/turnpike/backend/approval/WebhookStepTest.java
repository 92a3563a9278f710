package dev.turnpike.backend.approval;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.Subscriptions;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A publisher's own system decides a step. */
@QuarkusTest
class WebhookStepTest {
  @Inject Cast cast;
  @Inject Plaza plaza;
  @Inject Subscriptions subscriptions;

  private record Asked(HttpHeaders headers, String body) {
    JsonObject data() {
      return new JsonObject(body).getJsonObject("data");
    }

    /** The path of the address at which to answer. */
    String answer() {
      return URI.create(data().getString("answer_url")).getPath();
    }
  }

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private volatile int status = 202;
  private HttpServer system;
  private Plaza.People it;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext(
        "/ask",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(new Asked(HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true), body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    system.start();
    it = plaza.people(Integer.toHexString(test.getDisplayName().hashCode()));
    plaza.free(
        it,
        "checked",
        "{\"kind\":\"webhook\",\"url\":\"http://127.0.0.1:"
            + system.getAddress().getPort()
            + "/ask\"},{\"kind\":\"publisher-approval\"}");
  }

  @AfterEach
  void stop() {
    system.stop(0);
  }

  @Test
  void a_signed_question_is_answered_once() throws Exception {
    SubscriptionId id = plaza.asks(it, it.dave(), "checked");
    Asked question = next();
    String secret =
        cast.one("select secret from step_secret where tenant_id = ?", it.acme().value());
    new Webhook(secret).verify(question.body(), question.headers());
    assertEquals(id.toString(), question.data().getString("subscription"));
    assertEquals("robot", question.data().getString("application"));
    answer(question.answer(), "{\"verdict\":\"maybe\"}", 422);
    answer(question.answer(), "{\"verdict\":\"rejected\"}", 422);
    answer(question.answer() + "A", "{\"verdict\":\"approved\"}", 404);
    answer(question.answer(), "{\"verdict\":\"approved\"}", 204);
    assertEquals(new Requested(2, 2), plaza.now(it.dave(), id).state());
    answer(question.answer(), "{\"verdict\":\"rejected\",\"reason\":\"no\"}", 409);
    assertEquals(new Requested(2, 2), plaza.now(it.dave(), id).state());
    assertEquals(
        "system", cast.one("select by_whom from approval where subscription_id = ?", id.value()));
  }

  @Test
  void a_no_tells_its_reason() throws Exception {
    SubscriptionId id = plaza.asks(it, it.dave(), "checked");
    answer(next().answer(), "{\"verdict\":\"rejected\",\"reason\":\"Sanctions.\"}", 204);
    assertEquals(new Rejected("Sanctions."), plaza.now(it.dave(), id).state());
  }

  @Test
  void an_answer_that_comes_too_late_or_after_the_end_is_told_so() throws Exception {
    SubscriptionId late = plaza.asks(it, it.dave(), "checked");
    Asked question = next();
    cast.sql(
        "update step_question set expires_at = now() - interval '1 second'"
            + " where subscription_id = ?",
        late.value());
    answer(question.answer(), "{\"verdict\":\"approved\"}", 410);
    await(() -> subscriptions.cancel(it.dave(), late));
    SubscriptionId gone = plaza.asks(it, it.dave(), "checked");
    Asked other = next();
    await(() -> subscriptions.cancel(it.dave(), gone));
    answer(other.answer(), "{\"verdict\":\"approved\"}", 409);
  }

  @Test
  void a_system_that_is_away_is_asked_again_and_noted() throws Exception {
    status = 503;
    SubscriptionId id = plaza.asks(it, it.dave(), "checked");
    next();
    String trouble = "";
    for (int i = 0; i < 100 && !"status 503".equals(trouble); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      trouble = cast.one("select trouble from step_question where subscription_id = ?", id.value());
    }
    assertEquals("status 503", trouble);
    assertEquals(
        "t",
        cast.one(
            "select due_at > now() + interval '5 seconds' from due"
                + " where kind = 'step-question' and subject = ?",
            id.value()));
    assertInstanceOf(Requested.class, plaza.now(it.dave(), id).state());
  }

  private Asked next() throws InterruptedException {
    Asked question = asked.poll(15, TimeUnit.SECONDS);
    assertNotNull(question, "no question came");
    return question;
  }

  private static void answer(String path, String body, int status) {
    given().body(body).post(path).then().statusCode(status);
  }
}

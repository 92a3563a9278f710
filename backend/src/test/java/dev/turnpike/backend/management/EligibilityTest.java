package dev.turnpike.backend.management;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A publisher's own billing system has its say, signed and cached. */
@QuarkusTest
@Tag("R71")
class EligibilityTest {
  private static final String FREE = "{\"billing\":\"free\",\"currency\":\"USD\"}";

  @Inject Cast cast;
  @Inject Keys keys;
  @Inject Subscriptions subscriptions;
  @Inject GatewayPort gateway;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private volatile String says = "{\"allow\":true}";
  private volatile long takesMillis;
  private volatile Webhook judge;
  private volatile String verdict = "";
  private volatile String question = "";
  private HttpServer system;
  private HttpServer origin;

  @BeforeEach
  void open() throws IOException {
    system = server("/eligible", this::answer);
    origin = server("/", this::serve);
  }

  @AfterEach
  void close() {
    system.stop(0);
    origin.stop(0);
  }

  @Test
  void its_word_decides_and_is_asked_once_for_many_calls() throws Exception {
    String key = shop("elig-yes", 60, 1000);
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    takesMillis = 200;
    for (int i = 0; i < 20; i++) {
      calls.add(client.sendAsync(request("elig-yes", key), BODY));
    }
    for (CompletableFuture<HttpResponse<String>> call : calls) {
      assertEquals(200, call.get().statusCode(), call.get().body());
    }
    assertEquals(1, asked.get(), "one question for twenty calls at once");
    assertEquals("", verdict, "the official library accepts the signature");
    assertTrue(question.contains("\"consumer\":\"elig-yes-buyer\""), question);
    assertEquals(200, call("elig-yes", key).statusCode());
    assertEquals(1, asked.get(), "the answer is at hand");
  }

  @Test
  void its_no_is_402_with_its_own_words_until_it_says_yes() throws Exception {
    says = "{\"allow\":false,\"reason\":\"Contract 7 is unsigned.\"}";
    String key = shop("elig-no", 1, 1000);
    HttpResponse<String> refused = call("elig-no", key);
    assertEquals(402, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("NOT_ELIGIBLE"), refused.body());
    assertTrue(refused.body().contains("says: Contract 7 is unsigned."), refused.body());
    assertEquals(0, served.get());

    says = "{\"allow\":false,\"reason\":\"Renew.\",\"code\":\"SUBSCRIPTION_EXPIRED\"}";
    until(() -> call("elig-no", key), answer -> answer.body().contains("SUBSCRIPTION_EXPIRED"));
    says = "{\"allow\":true}";
    until(() -> call("elig-no", key), answer -> answer.statusCode() == 200);
  }

  @Test
  void its_silence_is_503_and_never_402() throws Exception {
    says = "no document";
    String key = shop("elig-silent", 60, 300);
    HttpResponse<String> refused = call("elig-silent", key);
    assertEquals(503, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("BILLING_UNAVAILABLE"), refused.body());
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());

    says = "{\"allow\":true}";
    takesMillis = 2000;
    until(() -> call("elig-silent", key), answer -> asked.get() >= 2);
    assertEquals(503, call("elig-silent", key).statusCode(), "too late is silent");
    takesMillis = 0;
    until(() -> call("elig-silent", key), answer -> answer.statusCode() == 200);
    assertTrue(served.get() > 0);
  }

  @Test
  void what_is_not_on_the_operators_list_is_not_called() throws Exception {
    String key = shop("elig-far", 60, 500, "http://169.254.169.254/latest");
    assertEquals(503, call("elig-far", key).statusCode());
    assertEquals(0, asked.get());
  }

  @Test
  void the_secret_is_shown_once_and_faults_are_named() {
    TenantId publisher = publisher("elig-form");
    var editor = Manage.as(member(publisher, "elig-form"), Cast.PASSWORD);
    String path = "/tenants/elig-form/products/gated/eligibility";
    editor.get(path).then().statusCode(404);
    Manage.json(
            Manage.as("elig-form-editor@example.com", Cast.PASSWORD),
            Map.of("url", "ftp://x", "cache_seconds", 5))
        .put(path)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/url"));
    Manage.json(
            Manage.as("elig-form-editor@example.com", Cast.PASSWORD),
            Map.of("url", "https://billing.example/x"))
        .put(path)
        .then()
        .statusCode(200)
        .body("secret.length()", equalTo(50));
    Manage.as("elig-form-editor@example.com", Cast.PASSWORD)
        .get(path)
        .then()
        .statusCode(200)
        .body("secret", nullValue())
        .body("timeout_millis", equalTo(1000));
    Manage.as("elig-form-editor@example.com", Cast.PASSWORD).delete(path).then().statusCode(204);
    assertEquals(
        "2", cast.one("select count(*) from audit where tenant_id = ?", publisher.value()));
  }

  private static final HttpResponse.BodyHandler<String> BODY = HttpResponse.BodyHandlers.ofString();

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      judge.verify(question, Map.copyOf(exchange.getRequestHeaders()));
    } catch (WebhookVerificationException forged) {
      verdict = forged.getMessage();
    }
    try {
      Thread.sleep(takesMillis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    byte[] body = says.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    served.incrementAndGet();
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static HttpServer server(String path, com.sun.net.httpserver.HttpHandler handler)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(path, handler);
    server.start();
    return server;
  }

  private String shop(String slug, int cacheSeconds, int timeoutMillis) throws Exception {
    String url = "http://127.0.0.1:" + system.getAddress().getPort() + "/eligible";
    return shop(slug, cacheSeconds, timeoutMillis, url);
  }

  /** A publisher with a gated product and one subscriber, whose key it answers. */
  private String shop(String slug, int cacheSeconds, int timeoutMillis, String url)
      throws Exception {
    TenantId publisher = publisher(slug);
    TenantId buyer = cast.tenant(slug + "-buyer", false);
    Acting owner = cast.acting(cast.member(buyer, slug + "-owner", "owner"), slug + "-buyer");
    ApplicationId application = cast.application(owner, "shop");
    PlanChoice free = new PlanChoice(application, slug, "gated", "free", Mode.TEST);
    await(() -> subscriptions.request(owner, free));
    String key =
        await(() -> keys.issue(owner, application, "main", Mode.TEST)).orElseThrow().text();
    until(() -> call(slug, key), answer -> answer.statusCode() == 200);
    String secret =
        Manage.json(
                Manage.as(member(publisher, slug), Cast.PASSWORD),
                Map.of("url", url, "cache_seconds", cacheSeconds, "timeout_millis", timeoutMillis))
            .put("/tenants/" + slug + "/products/gated/eligibility")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    judge = new Webhook(secret);
    // In force on every node within a second.
    Thread.sleep(1200);
    served.set(0);
    return key;
  }

  private TenantId publisher(String slug) {
    TenantId publisher = cast.tenant(slug, true);
    cast.product(publisher, "gated", "public");
    cast.plan(publisher, "gated", "free", FREE);
    cast.release(publisher, "gated", "http://127.0.0.1:" + origin.getAddress().getPort());
    return publisher;
  }

  private String member(TenantId publisher, String slug) {
    return cast.member(publisher, slug + "-editor", "editor");
  }

  private HttpRequest request(String slug, String key) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + gateway.number() + "/" + slug + "/gated/x"))
        .header("X-API-Key", key)
        .build();
  }

  private HttpResponse<String> call(String slug, String key) {
    try {
      return client.send(request(slug, key), BODY);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(
      java.util.function.Supplier<HttpResponse<String>> call,
      Predicate<HttpResponse<String>> condition)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    HttpResponse<String> answer = call.get();
    while (!condition.test(answer)) {
      assertTrue(System.nanoTime() < end, answer.body());
      Thread.sleep(100);
      answer = call.get();
    }
  }
}

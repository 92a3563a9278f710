package dev.turnpike.backend.boot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.eligibility.EgressConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoOriginsTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final DemoOrigins origins = new DemoOrigins(vertx, new EgressConfig(List.of()), true, 0);

  @BeforeEach
  void start() {
    origins.start();
  }

  @AfterEach
  void stop() {
    origins.stop(new ShutdownEvent());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void names_of_the_samples_become_addresses() {
    assertEquals(Optional.of(origins.url("weather")), origins.address("weather"));
    assertEquals(Optional.empty(), origins.address("tides"));
    assertThrows(IllegalArgumentException.class, () -> origins.url("tides"));
  }

  @Test
  void a_forecast_is_the_same_each_time_and_is_counted() throws Exception {
    String first = get("weather", "/forecast/bern").body();
    assertEquals(first, get("weather", "/forecast/bern").body());
    assertEquals(2, origins.hits("weather"));
    assertEquals(404, get("weather", "/forecast/atlantis").statusCode());
  }

  @Test
  void each_tenth_flaky_call_fails() throws Exception {
    int failed = 0;
    for (int i = 0; i < 20; i++) {
      failed += get("weather", "/flaky").statusCode() == 500 ? 1 : 0;
    }
    assertEquals(2, failed);
  }

  @Test
  void the_model_answers_at_once_or_word_by_word() throws Exception {
    assertTrue(post("{}").contains("It is sunny behind the turnpike."));
    assertTrue(post("{\"stream\":true}").endsWith("data: [DONE]\n\n"));
  }

  @Test
  void the_catalog_lists_what_it_has() throws Exception {
    assertTrue(get("catalog", "/items").body().contains("Sextant"));
    assertEquals(404, get("catalog", "/items/none").statusCode());
  }

  private HttpResponse<String> get(String origin, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(origins.url(origin) + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String post(String body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(origins.url("llm") + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}

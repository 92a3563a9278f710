package dev.turnpike.backend.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A well-behaved client with many connections. */
final class Caller implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Stand stand;
  private final String key;

  Caller(Stand stand) {
    this(stand, stand.key());
  }

  Caller(Stand stand, String key) {
    this.stand = stand;
    this.key = key;
  }

  HttpResponse<String> get(String path, String... headers) {
    return call("GET", path, "", headers).join();
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return call("POST", path, body, headers).join();
  }

  CompletableFuture<HttpResponse<String>> call(
      String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stand.port() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package dev.turnpike.tenants.eligibility;

import dev.turnpike.tenants.kernel.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Sends a signed document to a publisher's system (Standard Webhooks). The address is resolved
 * first and what was checked is what is dialled; redirects are not followed; answers are short.
 */
@ApplicationScoped
public class SignedPost {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int CONNECTIONS_PER_HOST = 20;

  private final Vertx vertx;
  private final Clock clock;
  private final Ids ids;
  private final Egress egress;
  private final HttpClient client;

  @Inject
  SignedPost(Vertx vertx, Clock clock, Ids ids, EgressConfig config) {
    this(vertx, clock, ids, config.egress());
  }

  SignedPost(Vertx vertx, Clock clock, Ids ids, Egress egress) {
    this.vertx = vertx;
    this.clock = clock;
    this.ids = ids;
    this.egress = egress;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setMaxChunkSize(MOST_BYTES)
                .setVerifyHost(true)
                .setTracingPolicy(TracingPolicy.IGNORE));
  }

  /** What came back. */
  public record Reply(int status, String body) {}

  /** A secret that can sign. */
  public static String newSecret() {
    return StandardWebhook.newSecret(new SecureRandom());
  }

  /** Fails when it cannot or may not be reached, or not in time. */
  public Future<Reply> send(URI url, String secret, Duration timeout, JsonObject document) {
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    return vertx
        .executeBlocking(() -> egress.address(url.getHost(), port), false)
        .compose(
            address ->
                address
                    .map(found -> send(url, secret, timeout, found, port, tls, document.encode()))
                    .orElseGet(
                        () -> Future.failedFuture(url.getHost() + " may not be called from here")))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Reply> send(
      URI url,
      String secret,
      Duration timeout,
      InetAddress address,
      int port,
      boolean tls,
      String body) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String id = "msg_" + ids.next();
    Instant now = clock.instant();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .setFollowRedirects(false)
            .setTimeout(timeout.toMillis())
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "Turnpike")
            .putHeader("webhook-id", id)
            .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .putHeader("webhook-signature", StandardWebhook.signature(secret, id, now, body));
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(SignedPost::reply);
  }

  private static Future<Reply> reply(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          if (body.length() + part.length() > MOST_BYTES) {
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    return response.end().map(over -> new Reply(response.statusCode(), body.toString()));
  }
}

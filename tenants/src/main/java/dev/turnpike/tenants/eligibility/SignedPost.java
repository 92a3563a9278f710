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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Sends a signed document to a publisher's system (Standard Webhooks). The address is resolved
 * first and what was checked is what is dialled; redirects are not followed; answers are short.
 */
@ApplicationScoped
public class SignedPost {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_READ_BYTES = 64 * 1024;
  private static final int KEPT_BYTES = 1024;
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

  /** What is sent, as it is signed; the id is the same however often it is sent. */
  public record Message(String id, String body) {}

  /** A secret that can sign. */
  public static String newSecret() {
    return StandardWebhook.newSecret(new SecureRandom());
  }

  /** Fails when it cannot or may not be reached, or not in time. */
  public Future<Reply> send(URI url, String secret, Duration timeout, JsonObject document) {
    Message message = new Message("msg_" + ids.next(), document.encode());
    return dial(url, List.of(secret), timeout, message)
        .compose(SignedPost::reply)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The same for a message of which the receiver's word is its status alone: signed with each of
   * the secrets, and of the answer only the beginning is kept.
   */
  public Future<Reply> deliver(URI url, List<String> secrets, Duration timeout, Message message) {
    return dial(url, secrets, timeout, message)
        .compose(SignedPost::beginning)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<HttpClientResponse> dial(
      URI url, List<String> secrets, Duration timeout, Message message) {
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    return vertx
        .executeBlocking(() -> egress.address(url.getHost(), port), false)
        .compose(
            address ->
                address
                    .map(found -> dial(url, secrets, timeout, found, port, tls, message))
                    .orElseGet(
                        () -> Future.failedFuture(url.getHost() + " may not be called from here")));
  }

  private Future<HttpClientResponse> dial(
      URI url,
      List<String> secrets,
      Duration timeout,
      InetAddress address,
      int port,
      boolean tls,
      Message message) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    Instant now = clock.instant();
    String signatures =
        secrets.stream()
            .map(secret -> StandardWebhook.signature(secret, message.id(), now, message.body()))
            .collect(Collectors.joining(" "));
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
            .putHeader("webhook-id", message.id())
            .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .putHeader("webhook-signature", signatures);
    return client.request(options).compose(request -> request.send(Buffer.buffer(message.body())));
  }

  /** Whoever sends more than anybody reads is cut off; the status holds. */
  private static Future<Reply> beginning(HttpClientResponse response) {
    Buffer kept = Buffer.buffer();
    AtomicInteger seen = new AtomicInteger();
    response.handler(
        part -> {
          kept.appendBuffer(part, 0, Math.min(part.length(), KEPT_BYTES - kept.length()));
          if (seen.addAndGet(part.length()) > MOST_READ_BYTES) {
            response.request().reset();
          }
        });
    return response
        .end()
        .recover(
            cut ->
                seen.get() > MOST_READ_BYTES ? Future.succeededFuture() : Future.failedFuture(cut))
        .map(over -> new Reply(response.statusCode(), kept.toString()));
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

package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Tried;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.Mode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a refused call once more, through the gateway's own listener like any caller, with a key of
 * the same application that nobody sees and that ends with the try. The call costs its usual price.
 */
@ApplicationScoped
class TryAgain {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_SHOWN_BYTES = 2_048;

  /** A new key is known to the gateway within a second. */
  private static final int MOST_TRIES = 30;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final int UNKNOWN_KEY = 401;

  private final Keys keys;
  private final GatewayAddress gateway;
  private final Clock clock;
  private final HttpClient client;

  TryAgain(Keys keys, GatewayAddress gateway, Clock clock, Vertx vertx) {
    this.keys = keys;
    this.gateway = gateway;
    this.clock = clock;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setMaxPoolSize(8)
                .setKeepAlive(false));
  }

  /** An answer; {@code status} 0 when there was none. */
  private record Answer(int status, String excerpt, Instant at, long millis) {}

  Uni<Tried> call(ResolveCase found) {
    Mode mode =
        found.account().map(account -> account.mode().equals("live")).orElse(false)
            ? Mode.LIVE
            : Mode.TEST;
    Executor here = onThisContext();
    return keys.issueForOneTry(found.acting(), found.token().application(), mode)
        .map(issued -> issued.orElseThrow(NotFoundException::new))
        .chain(
            key ->
                ask(found, key, MOST_TRIES)
                    .emitOn(here)
                    .call(answer -> keys.endTry(found.acting(), key.key().id())))
        .map(answer -> tried(found, answer));
  }

  private Uni<Answer> ask(ResolveCase found, IssuedKey key, int triesLeft) {
    return Uni.createFrom()
        .completionStage(() -> once(found, key).toCompletionStage())
        .chain(
            answer ->
                answer.status() == UNKNOWN_KEY && triesLeft > 1
                    ? Uni.createFrom()
                        .nullItem()
                        .onItem()
                        .delayIt()
                        .by(BETWEEN_TRIES)
                        .chain(() -> ask(found, key, triesLeft - 1))
                    : Uni.createFrom().item(answer));
  }

  private Future<Answer> once(ResolveCase found, IssuedKey key) {
    Instant begun = clock.instant();
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(gateway.near() + found.path())
            .setMethod(HttpMethod.valueOf(found.method()))
            .setTimeout(PATIENCE.toMillis())
            .putHeader("Authorization", "Bearer " + key.text())
            .putHeader("Accept", "application/json, */*;q=0.5");
    return client
        .request(options)
        .compose(request -> request.send().compose(response -> answer(request, response, begun)))
        .recover(failed -> Future.succeededFuture(new Answer(0, "", clock.instant(), 0)));
  }

  /** Reads what is shown and no more: the answer may be a stream without an end. */
  private Future<Answer> answer(
      HttpClientRequest request, HttpClientResponse response, Instant begun) {
    Instant at = clock.instant();
    Buffer shown = Buffer.buffer();
    Promise<Answer> read = Promise.promise();
    Runnable finish =
        () ->
            read.tryComplete(
                new Answer(
                    response.statusCode(),
                    readable(shown),
                    at,
                    Duration.between(begun, at).toMillis()));
    response.exceptionHandler(broken -> finish.run());
    response.endHandler(ended -> finish.run());
    response.handler(
        chunk -> {
          shown.appendBuffer(chunk);
          if (shown.length() >= MOST_SHOWN_BYTES) {
            finish.run();
            request.reset();
          }
        });
    return read.future();
  }

  private static String readable(Buffer shown) {
    String text =
        shown.slice(0, Math.min(shown.length(), MOST_SHOWN_BYTES)).toString(StandardCharsets.UTF_8);
    return text.indexOf('\0') >= 0 ? "" : text;
  }

  private Tried tried(ResolveCase found, Answer answer) {
    String tone = answer.status() >= 200 && answer.status() < 300 ? "good" : "bad";
    return new Tried(
        answer.status(), tone, sincePayment(found, answer.at()), answer.millis(), answer.excerpt());
  }

  private static @Nullable String sincePayment(ResolveCase found, Instant at) {
    return found
        .latestPayment()
        .filter(payment -> payment.state() == Payment.State.SUCCEEDED)
        .map(payment -> Duration.between(payment.createdAt(), at).toMillis())
        .map(millis -> String.format(Locale.ENGLISH, "%d.%d", millis / 1000, millis % 1000 / 100))
        .orElse(null);
  }

  /**
   * Hibernate Reactive works where it began; the answer comes from another connection's context.
   */
  private static Executor onThisContext() {
    Context context = Vertx.currentContext();
    return task -> context.runOnContext(ignored -> task.run());
  }
}

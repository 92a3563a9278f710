package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Replays;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Calls with an {@code Idempotency-Key} on routes that offer it, over all event loops: of equal
 * ones one is made and charged, and the others get its answer or are told to wait. What this node
 * itself is making is known without a trip.
 */
final class IdempotentCalls {
  private static final Logger LOG = Logger.getLogger(IdempotentCalls.class);
  private static final String HEADER = "idempotency-key";
  private static final int MOST_BODY_BYTES = 1024 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Printable, without spaces; a structured string's quotes may stand around it. */
  private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7E]{1,255})\"?");

  private final Replays replays;
  private final Refuser refuser;
  private final ConcurrentHashMap<Replays.Scope, Replays.Attempt> here = new ConcurrentHashMap<>();

  IdempotentCalls(Replays replays, Refuser refuser) {
    this.replays = replays;
    this.refuser = refuser;
  }

  /**
   * Lets a granted call live its life, unless it is a repetition.
   *
   * @param withdraw gives back what the grant took, when the call is refused
   */
  Future<Void> around(
      Exchange exchange, Grant grant, Runnable withdraw, Supplier<Future<Void>> life) {
    List<String> keys = exchange.headers().getAll(HEADER);
    if (!grant.operation().idempotent() || keys.isEmpty()) {
      return life.get();
    }
    exchange.concerns(Deny.Who.of(grant));
    Optional<String> key = key(keys);
    if (key.isEmpty()) {
      withdraw.run();
      return refuse(
          exchange,
          Code.REQUEST_INVALID,
          "Idempotency-Key is one value of 1 to 255 printable characters without spaces, such as:"
              + " Idempotency-Key: \"8e03978e-40d5-43e8-bc93-6894a57f9324\".");
    }
    Replays.Scope scope =
        new Replays.Scope(
            grant.application().id(), grant.api().id(), grant.operation().id(), key.get());
    Collected body = new Collected(MOST_BODY_BYTES);
    return read(exchange, body)
        .transform(
            read -> {
              if (read.succeeded()) {
                return begin(exchange, grant, scope, body.whole(), withdraw, life);
              }
              withdraw.run();
              return unread(exchange, body);
            });
  }

  private static Optional<String> key(List<String> keys) {
    if (keys.size() != 1) {
      return Optional.empty();
    }
    var key = KEY.matcher(keys.getFirst().strip());
    return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
  }

  private static Future<Void> read(Exchange exchange, Collected body) {
    if (!exchange.hasBody()) {
      return Future.succeededFuture();
    }
    if (exchange.expectsContinue()) {
      exchange.response().writeContinue();
    }
    return exchange.request().pipe().endOnFailure(false).to(body);
  }

  private Future<Void> unread(Exchange exchange, Collected body) {
    return body.isTooLong()
        ? refuse(
            exchange,
            Code.BODY_TOO_LARGE,
            "With an Idempotency-Key a body has at most " + MOST_BODY_BYTES + " bytes.")
        : Future.succeededFuture();
  }

  private Future<Void> begin(
      Exchange exchange,
      Grant grant,
      Replays.Scope scope,
      Buffer body,
      Runnable withdraw,
      Supplier<Future<Void>> life) {
    Replays.Attempt attempt =
        new Replays.Attempt(
            scope,
            grant.publisher().id(),
            grant.application().consumer(),
            exchange.id(),
            fingerprint(exchange, body),
            exchange.at());
    Replays.Attempt other = here.putIfAbsent(scope, attempt);
    if (other != null) {
      withdraw.run();
      return other.sameBody(attempt) ? running(exchange) : mismatch(exchange);
    }
    return exchange
        .here(replays.begin(attempt))
        .transform(
            start -> {
              if (start.succeeded() && start.result() instanceof Replays.Start.Begun) {
                exchange.repeats(new Repeatable(attempt, body));
                return life.get();
              }
              here.remove(scope, attempt);
              if (start.succeeded()
                  && start.result() instanceof Replays.Start.Replay(var first, var answer)) {
                exchange.trace().noted("replay", "answered", "as request " + first);
                return replay(exchange, grant, answer);
              }
              withdraw.run();
              return start.succeeded()
                  ? refuse(exchange, start.result())
                  : silent(exchange, start.cause());
            });
  }

  private Future<Void> refuse(Exchange exchange, Replays.Start start) {
    return switch (start) {
      case Replays.Start.Running() -> running(exchange);
      case Replays.Start.Mismatch() -> mismatch(exchange);
      case Replays.Start.Gone(var first) ->
          refuse(
              exchange,
              Code.CONFLICT,
              "This call was made before, as request "
                  + first
                  + ", and its answer was too large to be kept, or a stream. It is not made again"
                  + " under the same Idempotency-Key.");
      case Replays.Start.Begun(), Replays.Start.Replay(_, _) ->
          throw new IllegalStateException("nothing to refuse: " + start);
    };
  }

  private Future<Void> running(Exchange exchange) {
    Deny deny =
        Deny.of(
            Code.IDEMPOTENCY_IN_PROGRESS,
            "The first call with this Idempotency-Key is still being made. Try again in a second.",
            exchange.who());
    return refuser.refuse(exchange, deny.retryAfter(RETRY));
  }

  private Future<Void> mismatch(Exchange exchange) {
    return refuse(
        exchange,
        Code.IDEMPOTENCY_MISMATCH,
        "This Idempotency-Key was used for another request. Use a new key for a new request.");
  }

  private Future<Void> silent(Exchange exchange, Throwable cause) {
    LOG.warnf(cause, "call %s: its idempotency key cannot be looked up", exchange.id());
    Deny deny =
        Deny.of(
            Code.BILLING_UNAVAILABLE,
            "Whether this call was made before cannot be told at the moment. Try again shortly.",
            exchange.who());
    return refuser.refuse(exchange, deny.retryAfter(RETRY));
  }

  private Future<Void> refuse(Exchange exchange, Code code, String detail) {
    exchange.trace().noted("idempotency", "refused", code.name());
    return refuser.refuse(exchange, Deny.of(code, detail, exchange.who()));
  }

  private static Future<Void> replay(Exchange exchange, Grant grant, Replays.Answer answer) {
    MultiMap headers = exchange.response().setStatusCode(answer.status()).headers();
    for (Map.Entry<String, String> header : answer.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    headers.set("X-Request-Id", exchange.id().toString());
    headers.set("Idempotent-Replayed", "true");
    if (grant.price().isPositive()) {
      headers.set("Turnpike-Cost", Money.zero(grant.price().currency()).toString());
    }
    Cors.expose(exchange);
    return exchange.end(Buffer.buffer(answer.body()));
  }

  /** The whole answer is there and paid for: it is kept before its last byte goes out. */
  Future<Delivery> keep(Exchange exchange, Delivery delivery) {
    Repeatable repeatable = exchange.repeatable();
    if (repeatable == null) {
      return Future.succeededFuture(delivery);
    }
    if (delivery == Delivery.UNSETTLED) {
      // Whether it was charged is not known: only the lock's end may free the key.
      repeatable.isOver(true);
    }
    if (delivery != Delivery.WHOLE) {
      return Future.succeededFuture(delivery);
    }
    repeatable.isOver(true);
    return exchange
        .here(replays.served(repeatable.attempt(), repeatable.answer()))
        // Before the client has the last byte: it may ask again at once.
        .onSuccess(kept -> here.remove(repeatable.attempt().scope(), repeatable.attempt()))
        .onFailure(
            away ->
                LOG.warnf(away, "call %s: its answer is not kept, its key locked", exchange.id()))
        .otherwiseEmpty()
        .map(delivery);
  }

  /** The exchange is over: a call that came to nothing leaves its key free. */
  void end(Exchange exchange) {
    Repeatable repeatable = exchange.repeatable();
    if (repeatable == null) {
      return;
    }
    Replays.Attempt attempt = repeatable.attempt();
    if (repeatable.isOver()) {
      here.remove(attempt.scope(), attempt);
      return;
    }
    replays
        .forget(attempt)
        .onFailure(away -> LOG.warnf(away, "call %s: its key stays taken", exchange.id()))
        .onComplete(done -> here.remove(attempt.scope(), attempt));
  }

  /** Another target under the same key is as wrong as another body. */
  private static byte[] fingerprint(Exchange exchange, Buffer body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head = exchange.request().method().name() + "\n" + exchange.request().uri() + "\n";
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      return sha.digest(body.getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

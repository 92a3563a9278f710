package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.kernel.Mode;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The way to the origins, one for each event loop with its own connections. A call is either
 * answered or told in a word what went wrong; nothing is tried twice, since an origin that broke
 * off may have done the work.
 */
final class Origins {
  private static final int PAYMENT_REQUIRED = 402;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final int LAST_STATUS = 599;

  static final String BROKE_OFF = "The API's server broke the connection off.";

  private static final Logger LOG = Logger.getLogger(Origins.class);

  private final HttpClient client;
  private final InFlight inFlight;
  private final GatewayConfig config;

  /** Connections that gave an answer before. */
  private final Set<HttpConnection> used = Collections.newSetFromMap(new WeakHashMap<>());

  Origins(Vertx vertx, GatewayConfig config, InFlight inFlight) {
    this.config = config;
    this.inFlight = inFlight;
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_1_1)
                    .setMaxPoolSize(config.maxInFlightPerOrigin())
                    .setConnectTimeout((int) config.connectTimeout().toMillis())
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout((int) config.idleTimeout().toMillis())
                    .setMaxHeaderSize((int) config.maxHead().asLongValue())
                    .setTcpNoDelay(true)
                    .setTracingPolicy(TracingPolicy.IGNORE))
            .withConnectHandler(connection -> connection.exceptionHandler(Origins::ignore))
            .build();
  }

  /**
   * Sends the call on under its grant. The future never fails; it completes when the origin's head
   * is there.
   */
  Future<Outcome> call(Exchange exchange, Reservation reservation) {
    if (exchange.isAbandoned()) {
      return Future.succeededFuture(new Outcome.ClientGone());
    }
    Grant grant = reservation.grant();
    URI origin = originOf(grant);
    if (!inFlight.enter(origin.getAuthority())) {
      return Future.succeededFuture(
          new Outcome.Failed(Code.OVERLOADED, "Too many calls to this API are in flight."));
    }
    exchange.usesOrigin(origin.getAuthority());
    return dial(exchange, grant, origin);
  }

  private Future<Outcome> dial(Exchange exchange, Grant grant, URI origin) {
    return client
        .request(target(exchange, origin))
        .transform(
            connected ->
                connected.succeeded()
                    ? send(exchange, grant, origin, connected.result())
                    : Future.succeededFuture(unreachable(exchange)));
  }

  /** The exchange is over: its place at the origin is free again. */
  void leave(Exchange exchange) {
    String authority = exchange.originInUse();
    if (authority != null) {
      inFlight.leave(authority);
    }
  }

  Future<Void> close() {
    return client.close();
  }

  /** What broke is told by the call's own future; unheard it would be logged a second time. */
  private static void ignore(Throwable broken) {
    LOG.debug("an origin's connection broke", broken);
  }

  private static URI originOf(Grant grant) {
    URI test = grant.api().testOrigin();
    return grant.key().mode() == Mode.TEST && test != null ? test : grant.api().origin();
  }

  private static RequestOptions target(Exchange exchange, URI origin) {
    boolean tls = "https".equals(origin.getScheme());
    int port = origin.getPort() > 0 ? origin.getPort() : tls ? 443 : 80;
    String path = origin.getRawPath() + exchange.target().path();
    String query = exchange.target().query();
    return new RequestOptions()
        .setMethod(exchange.request().method())
        .setHost(origin.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI(query == null ? path : path + "?" + query);
  }

  private Future<Outcome> send(
      Exchange exchange, Grant grant, URI origin, HttpClientRequest upstream) {
    upstream.exceptionHandler(Origins::ignore);
    exchange.sendsTo(upstream);
    OriginRequest.write(exchange, grant, upstream.headers());
    Future<HttpClientResponse> head = upstream.response();
    body(exchange, upstream)
        .onSuccess(sent -> awaitHead(upstream, head))
        .onFailure(broken -> upstream.reset());
    return head.transform(
        answer ->
            wasStale(exchange, upstream, answer)
                ? dial(exchange, grant, origin)
                : Future.succeededFuture(outcome(exchange, answer)));
  }

  /**
   * Whether the origin closed a kept connection just as a safe request went out on it (RFC 9112
   * §9.3.1): then it saw nothing of it. Each time one such connection is used up, so this ends.
   */
  private boolean wasStale(
      Exchange exchange, HttpClientRequest upstream, AsyncResult<HttpClientResponse> answer) {
    if (answer.succeeded()) {
      used.add(upstream.connection());
      return false;
    }
    HttpMethod method = exchange.request().method();
    return answer.cause() instanceof HttpClosedException
        && (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method))
        && !exchange.hasBody()
        && !exchange.clientGone()
        && used.remove(upstream.connection());
  }

  private Future<Void> body(Exchange exchange, HttpClientRequest upstream) {
    if (!exchange.hasBody()) {
      return upstream.end();
    }
    Repeatable repeatable = exchange.repeatable();
    if (repeatable != null) {
      upstream.putHeader("Content-Length", String.valueOf(repeatable.asked().length()));
      return upstream.end(repeatable.asked());
    }
    String length = exchange.headers().get("content-length");
    if (length == null) {
      upstream.setChunked(true);
    } else {
      upstream.putHeader("Content-Length", length);
    }
    if (exchange.expectsContinue()) {
      exchange.response().writeContinue();
    }
    return exchange
        .request()
        .pipe()
        .endOnFailure(false)
        .to(new Upload(exchange, upstream, config.maxBody().asLongValue()));
  }

  private void awaitHead(HttpClientRequest upstream, Future<HttpClientResponse> head) {
    if (!head.isComplete()) {
      upstream.idleTimeout(config.responseTimeout().toMillis());
    }
  }

  private static Outcome unreachable(Exchange exchange) {
    return exchange.isAbandoned()
        ? new Outcome.ClientGone()
        : new Outcome.Failed(Code.ORIGIN_UNREACHABLE, "The API's server cannot be reached.");
  }

  private static Outcome outcome(Exchange exchange, AsyncResult<HttpClientResponse> answer) {
    if (exchange.isAbandoned()) {
      return new Outcome.ClientGone();
    }
    if (exchange.bodyTooLarge()) {
      return new Outcome.BodyTooLarge();
    }
    return answer.succeeded() ? judged(answer.result()) : failed(answer.cause());
  }

  private static Outcome judged(HttpClientResponse head) {
    int status = head.statusCode();
    if (status == PAYMENT_REQUIRED) {
      abandon(head);
      return new Outcome.Failed(
          Code.ORIGIN_BILLING, "The API's own supplier asks its publisher for payment.");
    }
    if (status < FIRST_FINAL_STATUS || status > LAST_STATUS || hasTwoLengths(head)) {
      abandon(head);
      return invalid();
    }
    return new Outcome.Answered(head);
  }

  private static void abandon(HttpClientResponse head) {
    head.exceptionHandler(Origins::ignore);
    head.request().reset();
  }

  private static boolean hasTwoLengths(HttpClientResponse head) {
    return head.headers().getAll("content-length").size() > 1;
  }

  private static Outcome invalid() {
    return new Outcome.Failed(Code.ORIGIN_INVALID, "The API's server did not answer in HTTP.");
  }

  /** A timeout is not a reset, and neither is an answer that cannot be read. */
  private static Outcome failed(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new Outcome.Failed(Code.ORIGIN_TIMEOUT, "The API's server did not answer in time.");
    }
    boolean reset =
        cause instanceof HttpClosedException
            || cause instanceof StreamResetException
            || (cause instanceof IOException && !(cause.getCause() instanceof DecoderException));
    return reset ? new Outcome.Failed(Code.ORIGIN_RESET, BROKE_OFF) : invalid();
  }
}

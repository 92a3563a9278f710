package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
import dev.turnpike.backend.gateway.origin.Way;
import dev.turnpike.backend.gateway.origin.Ways;
import dev.turnpike.backend.gateway.route.Rewriting;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to the origins, one for each event loop with its own connections. A call is either
 * answered or told in a word what went wrong. It is tried at another origin only where that is
 * harmless ({@link Attempt}), since an origin that broke off may have done the work.
 */
final class Origins {
  private static final Logger LOG = Logger.getLogger(Origins.class);

  private final HttpClient client;
  private final InFlight inFlight;
  private final GatewayConfig config;
  private final Addresses addresses;
  private final Ways ways;

  /** Connections that gave an answer before. */
  private final Set<HttpConnection> used = Collections.newSetFromMap(new WeakHashMap<>());

  Origins(Vertx vertx, GatewayConfig config, Outbound outbound) {
    this.config = config;
    this.inFlight = outbound.inFlight();
    this.addresses = new Addresses(vertx, outbound.dialling(), outbound.resolver());
    this.client = OriginClients.usual(vertx, config);
    this.ways = OriginClients.ways(vertx, config, outbound, client);
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
    Mode mode = grant.key().mode();
    OriginSet set = grant.api().origins(mode);
    if (set.plain()) {
      return place(new Attempt(exchange, grant, set, null));
    }
    Way way = ways.known(grant.api(), mode, set);
    if (way != null && !ways.isStale(way, System.nanoTime())) {
      return begin(exchange, grant, way);
    }
    Future<Way> made = ways.make(grant.publisher(), grant.api(), mode, set, System.nanoTime());
    return way != null
        ? begin(exchange, grant, way)
        : made.transform(
            done ->
                done.succeeded()
                    ? begin(exchange, grant, done.result())
                    : withoutMeans(exchange, done.cause()));
  }

  private Future<Outcome> begin(Exchange exchange, Grant grant, Way way) {
    way.budget().called(System.nanoTime());
    return place(new Attempt(exchange, grant, way.set(), way));
  }

  /** Takes a place at an origin that has one. */
  private Future<Outcome> place(Attempt attempt) {
    return place(attempt, OriginAnswers.OVERLOADED);
  }

  private Future<Outcome> place(Attempt attempt, Outcome otherwise) {
    long now = System.nanoTime();
    while (attempt.aim(now)) {
      if (inFlight.enter(attempt.origin().uri().getAuthority())) {
        attempt.entered();
        attempt.exchange().attempts(attempt);
        return find(attempt, now);
      }
      attempt.left();
    }
    return Future.succeededFuture(otherwise);
  }

  private Future<Outcome> find(Attempt attempt, long now) {
    SocketAddress known = addresses.known(attempt.origin(), now);
    return known != null
        ? dial(attempt, known)
        : addresses
            .find(attempt.origin(), now)
            .transform(
                found ->
                    found.succeeded()
                        ? dial(attempt, found.result())
                        : notDialled(attempt, found.cause()));
  }

  private Future<Outcome> dial(Attempt attempt, SocketAddress address) {
    Way way = attempt.way();
    return (way == null ? client : way.client())
        .request(target(attempt, address))
        .transform(
            connected ->
                connected.succeeded()
                    ? send(attempt, address, connected.result())
                    : notConnected(attempt));
  }

  /** The exchange is over: its place at the origin is free again. */
  void leave(Exchange exchange) {
    Attempt attempt = exchange.attempt();
    if (attempt != null) {
      inFlight.leave(attempt.origin().uri().getAuthority());
      attempt.left();
    }
  }

  /** How long the origin may pause in its answer; 0: as long as any connection may. */
  static int idleMillis(Exchange exchange) {
    Attempt attempt = exchange.attempt();
    return attempt == null ? 0 : attempt.timeouts().idle();
  }

  /** The origin broke off in the middle of its answer. */
  void brokeOff(Exchange exchange) {
    Attempt attempt = exchange.attempt();
    if (attempt != null) {
      attempt.failed();
    }
  }

  Future<Void> close() {
    return ways.close().compose(closed -> client.close());
  }

  private static RequestOptions target(Attempt attempt, SocketAddress address) {
    Exchange exchange = attempt.exchange();
    Origin origin = attempt.origin();
    URI uri = origin.uri();
    Api.Operation operation = attempt.grant().operation();
    String path = uri.getRawPath() + Rewriting.path(operation, exchange.target().path());
    String query = Rewriting.query(operation.route(), exchange.target().query());
    RequestOptions options =
        new RequestOptions()
            .setMethod(exchange.request().method())
            .setServer(address)
            .setHost(uri.getHost())
            .setPort(origin.port())
            .setSsl(origin.tls())
            .setURI(query == null ? path : path + "?" + query);
    int connect = attempt.timeouts().connect();
    return connect > 0 ? options.setConnectTimeout(connect) : options;
  }

  private Future<Outcome> send(Attempt attempt, SocketAddress address, HttpClientRequest upstream) {
    Exchange exchange = attempt.exchange();
    upstream.exceptionHandler(OriginAnswers::ignore);
    exchange.sendsTo(upstream);
    OriginRequest.write(exchange, attempt.grant(), upstream.headers());
    addOwn(attempt.way(), upstream);
    Future<HttpClientResponse> head = upstream.response();
    body(exchange, upstream)
        .onSuccess(sent -> awaitHead(attempt, upstream, head))
        .onFailure(broken -> upstream.reset());
    return head.transform(
        answer ->
            wasStale(exchange, upstream, answer)
                ? dial(attempt, address)
                : answered(attempt, answer));
  }

  private static void addOwn(@Nullable Way way, HttpClientRequest upstream) {
    if (way != null) {
      for (Map.Entry<String, String> header : way.headers()) {
        upstream.putHeader(header.getKey(), header.getValue());
      }
    }
  }

  private Future<Outcome> answered(Attempt attempt, AsyncResult<HttpClientResponse> answer) {
    Exchange exchange = attempt.exchange();
    if (answer.succeeded()) {
      attempt.answered(answer.result().statusCode());
    } else if (!exchange.isAbandoned() && !exchange.bodyTooLarge()) {
      attempt.failed();
      Throwable cause = answer.cause();
      boolean unanswered = cause instanceof TimeoutException || OriginAnswers.isReset(cause);
      if (unanswered && attempt.mayMoveSent()) {
        Outcome otherwise = OriginAnswers.outcome(exchange, answer);
        return move(attempt, OriginAnswers.word(cause), otherwise);
      }
    }
    return Future.succeededFuture(OriginAnswers.outcome(exchange, answer));
  }

  private Future<Outcome> notConnected(Attempt attempt) {
    addresses.next(attempt.origin());
    Outcome unreachable = OriginAnswers.unreachable(attempt.exchange());
    if (!attempt.exchange().isAbandoned()) {
      attempt.failed();
      if (attempt.mayMoveUnsent()) {
        return move(attempt, "cannot be reached", unreachable);
      }
    }
    return Future.succeededFuture(unreachable);
  }

  /** The name is unknown, or its addresses are none that the operator lets us call. */
  private Future<Outcome> notDialled(Attempt attempt, Throwable why) {
    LOG.warnf("call %s: %s", attempt.exchange().id(), why.getMessage());
    attempt.exchange().trace().refused("egress", "may not be dialled, or has no address", null);
    return notConnected(attempt);
  }

  private static Future<Outcome> withoutMeans(Exchange exchange, Throwable why) {
    exchange.trace().refused("origin", String.valueOf(why.getMessage()), null);
    return Future.succeededFuture(OriginAnswers.unreachable(exchange));
  }

  private Future<Outcome> move(Attempt attempt, String why, Outcome otherwise) {
    inFlight.leave(attempt.origin().uri().getAuthority());
    attempt.exchange().attempts(null);
    attempt.moves(why);
    return place(attempt, otherwise);
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
    Buffer buffered = exchange.buffered();
    if (buffered != null) {
      upstream.putHeader("Content-Length", String.valueOf(buffered.length()));
      return upstream.end(buffered);
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
        .to(new Upload(exchange, upstream, HeadCheck.longestBody(exchange.route(), config)));
  }

  private void awaitHead(
      Attempt attempt, HttpClientRequest upstream, Future<HttpClientResponse> head) {
    if (!head.isComplete()) {
      int firstByte = attempt.timeouts().firstByte();
      upstream.idleTimeout(firstByte > 0 ? firstByte : config.responseTimeout().toMillis());
    }
  }
}

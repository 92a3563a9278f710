package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Refusal;
import dev.turnpike.tenants.decision.RequestPath;
import dev.turnpike.tenants.decision.Trace;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight: both its sides, and what the call log will say of it. Belongs to one event
 * loop, on which everything here happens.
 */
final class Exchange {
  /** A refused body up to this size is read to its end, so that the connection can be kept. */
  private static final long DRAINED_BYTES = 64 * 1024;

  /** How long a client gets to read a refusal before its unread upload is cut. */
  private static final long LINGER_MILLIS = 1000;

  /** What the log calls a call whose client left before the end. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final HttpServerRequest request;
  private final RequestId id;
  private final Instant at;
  private final long startNanos = System.nanoTime();
  private final Trace trace = new Trace(startNanos);
  private final Context context;
  private Deny.Who who = Deny.Who.NOBODY;
  private RequestPath.@Nullable Path target;
  private @Nullable HttpClientRequest upstream;
  private @Nullable Attempt attempt;
  private boolean clientGone;
  private boolean bodyTooLarge;
  private boolean cut;
  private @Nullable Deny deny;
  private @Nullable Refusal refusal;
  private Leases.@Nullable Held held;
  private @Nullable Money charge;
  private boolean costFollows;
  private @Nullable Repeatable repeatable;
  private @Nullable Buffer buffered;
  private @Nullable Copied copied;

  Exchange(HttpServerRequest request, RequestId id, Instant at, Context context) {
    this.request = request;
    this.id = id;
    this.at = at;
    this.context = context;
    request.response().closeHandler(closed -> clientLeft());
    if (hasBody()) {
      request.pause();
    }
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return request.response();
  }

  RequestId id() {
    return id;
  }

  Instant at() {
    return at;
  }

  Trace trace() {
    return trace;
  }

  long elapsedMicros() {
    return (System.nanoTime() - startNanos) / 1000;
  }

  /** The peer's address; what a header says of it is hearsay. */
  String clientAddress() {
    SocketAddress address = request.remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return host == null ? "" : host;
  }

  /** The path as the log has it, without the query, which may hold anything. */
  String loggedPath() {
    RequestPath.Path known = target;
    return known == null
        ? pathOf(request.uri())
        : "/" + known.publisher() + "/" + known.api() + known.path();
  }

  /** What the call is aimed at, normalised; only a call that got so far has one. */
  RequestPath.Path target() {
    return Objects.requireNonNull(target, "the path was not read yet");
  }

  void aimsAt(RequestPath.Path path) {
    target = path;
  }

  Deny.Who who() {
    return who;
  }

  void concerns(Deny.Who parties) {
    who = parties;
  }

  boolean clientGone() {
    return clientGone;
  }

  /** Whether nobody waits for an answer, nor will ask for it again. */
  boolean isAbandoned() {
    return clientGone && repeatable == null;
  }

  /** Null unless the call carries a key under which its client may repeat it. */
  @Nullable Repeatable repeatable() {
    return repeatable;
  }

  void repeats(Repeatable call) {
    repeatable = call;
  }

  /** The request's body, where it had to be read before it is sent on; else null. */
  @Nullable Buffer buffered() {
    return repeatable == null ? buffered : repeatable.asked();
  }

  void buffers(Buffer body) {
    buffered = body;
  }

  /** A copy of the answer, to be kept; null when none is wanted. */
  @Nullable Copied copied() {
    return copied;
  }

  void copiesTo(Copied copy) {
    copied = copy;
  }

  /** What the publisher's policies say of the call, as far as it is known which it is. */
  Route route() {
    Api.Operation operation = who.operation();
    return operation != null
        ? operation.route()
        : who.api() == null ? Route.NONE : who.api().route();
  }

  @Nullable Deny deny() {
    return deny;
  }

  /** Our own answer in place of the origin's; null when it could not be sent any more. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  void refused(Deny reason, @Nullable Refusal rendered) {
    deny = reason;
    refusal = rendered;
    if (who.publisher() == null) {
      who = reason.who();
    }
  }

  /** What is reserved must be settled or released before the exchange is over. */
  void holds(Leases.Held reserved) {
    held = reserved;
  }

  /** Notes what a long answer has produced; only a success is ever charged. */
  void progressed(Leases leases, Leases.Use soFar) {
    Leases.Held reserved = held;
    if (reserved != null && soFar.status() < 300) {
      leases.progress(reserved, soFar);
    }
  }

  /** The reservation, to end it: only the first who asks gets it. */
  Optional<Leases.Held> takeHeld() {
    Leases.Held taken = held;
    held = null;
    return Optional.ofNullable(taken);
  }

  long chargedMicros() {
    return charge == null ? 0 : charge.micros();
  }

  void charged(Money price) {
    charge = price;
  }

  /** The head announced a trailer with the cost. */
  void costFollows() {
    costFollows = true;
  }

  boolean bodyTooLarge() {
    return bodyTooLarge;
  }

  void bodyIsTooLarge() {
    bodyTooLarge = true;
  }

  /** The origin that has the call; null while none has. */
  @Nullable Attempt attempt() {
    return attempt;
  }

  /** Until the exchange is over or the call moves, it takes one of that origin's places. */
  void attempts(@Nullable Attempt at) {
    attempt = at;
  }

  int loggedStatus() {
    return clientGone && !cut ? CLIENT_CLOSED_REQUEST : response().getStatusCode();
  }

  /** RFC 9112 §6.3: a request has a body only if it says so. */
  boolean hasBody() {
    String length = request.getHeader("content-length");
    return length != null ? !length.equals("0") : request.headers().contains("transfer-encoding");
  }

  boolean expectsContinue() {
    return request.headers().contains("expect", "100-continue", true);
  }

  /** From now on the client's leaving ends this request too. */
  void sendsTo(HttpClientRequest origin) {
    upstream = origin;
    if (isAbandoned()) {
      origin.reset();
    }
  }

  void cancelUpstream() {
    if (upstream != null) {
      upstream.reset();
    }
  }

  void clientLeft() {
    clientGone = true;
    if (isAbandoned()) {
      cancelUpstream();
    }
  }

  /** Continues on this call's event loop, wherever the future is completed. */
  <T> Future<T> here(Future<T> elsewhere) {
    if (elsewhere.isComplete()) {
      return elsewhere;
    }
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(
        result -> {
          if (Vertx.currentContext() == context) {
            promise.handle(result);
          } else {
            context.runOnContext(turn -> promise.handle(result));
          }
        });
    return promise.future();
  }

  /** Writes a whole answer of our own; the connection goes on, past what is left of the body. */
  Future<Void> end(Buffer body) {
    if (mustClose()) {
      return endAndClose(body);
    }
    Future<Void> ended = response().end(body);
    drain();
    return written(ended);
  }

  /**
   * Writes a whole answer and then closes. The response is not ended in Vert.x' sense before, so
   * that nothing which follows on the connection is ever taken for a request; and a client that is
   * still sending gets a moment to read the answer before its upload is cut.
   */
  Future<Void> endAndClose(Buffer body) {
    response().putHeader("Connection", "close");
    response().putHeader("Content-Length", String.valueOf(body.length()));
    Future<Void> sent = body.length() == 0 ? response().writeHead() : response().write(body);
    if (isUploading()) {
      drain();
      context.owner().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    } else {
      sent.onComplete(done -> request.connection().close());
    }
    return written(sent);
  }

  /** The origin's answer is out; what the client still uploads, nobody wants any more. */
  Future<Void> complete(LastByte body) {
    if (clientGone) {
      return Future.succeededFuture();
    }
    if (costFollows && charge != null) {
      response().putTrailer(AnswerHead.COST, charge.toString());
    }
    Future<Void> lastByte = body.release();
    if (isUploading()) {
      cancelUpstream();
      drain();
      context.owner().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
    return written(lastByte);
  }

  /** Whether the request's body has not come to its end yet. */
  boolean isUploading() {
    return hasBody() && !request.isEnded();
  }

  /** Where nothing but the connection's end marks the end of the answer. */
  private boolean endsByClosing() {
    return request.version() == HttpVersion.HTTP_1_0
        && !response().headers().contains("content-length");
  }

  /** A write fails only when nobody is there to read it, which is no failure of the call. */
  Future<Void> written(Future<Void> write) {
    return write.recover(
        gone -> {
          clientLeft();
          return Future.succeededFuture();
        });
  }

  /** Cuts the client off: what it got so far must never look like the whole answer. */
  Future<Void> cut(Deny reason) {
    refused(reason, null);
    cut = true;
    cancelUpstream();
    if (endsByClosing()) {
      Wire.reset(request.connection());
    } else {
      request.connection().close();
    }
    return Future.succeededFuture();
  }

  /** Reads and forgets what is left of the request's body. */
  void drain() {
    if (hasBody()) {
      request.handler(null).resume();
    }
  }

  /** Whether it is cheaper, or the only sound way, to close than to read the body to its end. */
  private boolean mustClose() {
    if (!isUploading()) {
      return false;
    }
    String length = request.getHeader("content-length");
    return length == null || expectsContinue() || Long.parseLong(length.strip()) > DRAINED_BYTES;
  }

  private static String pathOf(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  MultiMap headers() {
    return request.headers();
  }
}

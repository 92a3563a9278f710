package dev.turnpike.backend.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on as it comes, but keeps back what would make it whole: the chunk that
 * completes the content length, or the terminating chunk. {@link #release} sends that, once the
 * call is paid for, so that an answer seen whole is charged exactly once.
 */
final class LastByte extends PassingStream {
  private static final long UNKNOWN = -1;
  private static final long NOTED_EACH_NANOS = 1_000_000_000;

  private final Exchange exchange;
  private final HttpServerResponse response;
  private long missing;
  private long bytes;
  private long notedNanos = System.nanoTime();
  private LongConsumer notes = soFar -> {};
  private final long most;
  private @Nullable Buffer last;
  private long seenNanos;
  private boolean over;
  private boolean tooLong;

  /**
   * In front of the exchange's response.
   *
   * @param length the content length, or null when the end is marked in the stream
   */
  LastByte(Exchange exchange, @Nullable String length) {
    super(exchange.response());
    this.exchange = exchange;
    this.response = exchange.response();
    this.missing = length == null ? UNKNOWN : Long.parseLong(length);
    this.most = exchange.route().bodies().response();
  }

  /**
   * Cuts an origin off that says nothing for so long, while the client waits for it.
   *
   * @param millis 0: the connection's own idle time is enough
   */
  void cutWhenIdle(int millis) {
    if (millis > 0) {
      seenNanos = System.nanoTime();
      look(Vertx.currentContext().owner(), millis, millis);
    }
  }

  private void look(Vertx vertx, int millis, long inMillis) {
    vertx.setTimer(
        inMillis,
        timer -> {
          long quiet = (System.nanoTime() - seenNanos) / 1_000_000;
          if (over) {
            return;
          }
          if (quiet >= millis && !writeQueueFull()) {
            exchange.cancelUpstream();
          } else {
            look(vertx, millis, Math.max(1, millis - quiet));
          }
        });
  }

  /** Nothing more is waited for. */
  void ended() {
    over = true;
  }

  /** Whether more came than the route lets through; then the rest was not passed on. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Of a long answer, tells each second how much has come. */
  void eachSecond(LongConsumer note) {
    notes = note;
  }

  @Override
  public Future<Void> write(Buffer data) {
    bytes += data.length();
    if (bytes > most) {
      // Cut off like an origin that breaks off: what is too long is nobody's purchase.
      tooLong = true;
      exchange.cancelUpstream();
      return Future.succeededFuture();
    }
    long now = System.nanoTime();
    seenNanos = now;
    if (now - notedNanos > NOTED_EACH_NANOS) {
      notedNanos = now;
      notes.accept(bytes);
    }
    Repeatable repeatable = exchange.repeatable();
    if (repeatable != null) {
      repeatable.copy(data);
      if (exchange.clientGone()) {
        return Future.succeededFuture();
      }
    }
    Copied copied = exchange.copied();
    if (copied != null) {
      copied.copy(data);
    }
    if (missing == UNKNOWN) {
      return pass(data);
    }
    missing -= data.length();
    if (missing > 0) {
      return pass(data);
    }
    last = data;
    return Future.succeededFuture();
  }

  /** A failed write is how a client's leaving shows first. */
  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data)
        .onComplete(
            sent -> {
              if (sent.failed()) {
                exchange.clientLeft();
              }
              handler.handle(
                  sent.failed() && !exchange.isAbandoned() ? Future.succeededFuture() : sent);
            });
  }

  /** Nobody is there to be waited for. */
  @Override
  public boolean writeQueueFull() {
    return !exchange.clientGone() && super.writeQueueFull();
  }

  /** How much of the body came, with what is kept back. */
  long bytes() {
    return bytes;
  }

  /** Ends the response. */
  Future<Void> release() {
    return last == null ? response.end() : response.end(last);
  }
}

package dev.turnpike.backend.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory, up to a bound; what is longer fails the pipe. */
final class Collected implements WriteStream<Buffer> {
  private final Buffer whole = Buffer.buffer();
  private final int most;
  private boolean tooLong;

  Collected(int most) {
    this.most = most;
  }

  Buffer whole() {
    return whole;
  }

  boolean isTooLong() {
    return tooLong;
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (whole.length() + data.length() > most) {
      tooLong = true;
      return Future.failedFuture("longer than " + most + " bytes");
    }
    whole.appendBuffer(data);
    return Future.succeededFuture();
  }

  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  @Override
  public void end(Handler<AsyncResult<Void>> handler) {
    handler.handle(Future.succeededFuture());
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}

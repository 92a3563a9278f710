package dev.turnpike.backend.gateway;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A stream in front of another that looks at what passes; back-pressure is the other's. */
abstract class PassingStream implements WriteStream<Buffer> {
  private final WriteStream<Buffer> next;

  PassingStream(WriteStream<Buffer> next) {
    this.next = next;
  }

  @Override
  public abstract Future<Void> write(Buffer data);

  Future<Void> pass(Buffer data) {
    return next.write(data);
  }

  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  @Override
  public void end(Handler<AsyncResult<Void>> handler) {
    next.end(handler);
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    next.exceptionHandler(handler);
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    next.setWriteQueueMaxSize(maxSize);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return next.writeQueueFull();
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    next.drainHandler(handler);
    return this;
  }
}

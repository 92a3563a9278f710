package dev.turnpike.backend.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;

/** Passes a request's body on to the origin, up to the longest one allowed. */
final class Upload extends PassingStream {
  private final Exchange exchange;
  private long left;

  Upload(Exchange exchange, HttpClientRequest origin, long maxBody) {
    super(origin);
    this.exchange = exchange;
    this.left = maxBody;
  }

  @Override
  public Future<Void> write(Buffer data) {
    left -= data.length();
    if (left >= 0) {
      return pass(data);
    }
    exchange.bodyIsTooLarge();
    return Future.failedFuture("the request body is too long");
  }
}

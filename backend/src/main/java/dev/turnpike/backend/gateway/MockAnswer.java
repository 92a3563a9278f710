package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** An example in place of an origin's answer. Nobody did any work: it is never charged. */
final class MockAnswer {
  private MockAnswer() {}

  static Future<Void> write(Exchange exchange, Route.Mock mock) {
    exchange
        .response()
        .setStatusCode(mock.status())
        .putHeader("Content-Type", mock.type())
        .putHeader("Turnpike-Mock", "true")
        .putHeader("X-Request-Id", exchange.id().toString());
    Cors.expose(exchange);
    exchange.trace().noted("mock", "answered", mock.status() + " from an example, not charged");
    boolean empty = mock.status() == 204 || mock.status() == 304;
    return exchange.end(empty ? Buffer.buffer() : Buffer.buffer(mock.body()));
  }
}

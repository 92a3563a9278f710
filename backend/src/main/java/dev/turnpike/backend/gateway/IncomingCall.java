package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Call;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A request as a decision needs it. */
final class IncomingCall {
  private IncomingCall() {}

  static Call of(Exchange exchange, RequestPath.Path path) {
    HttpServerRequest request = exchange.request();
    return new Call(
        exchange.id(),
        exchange.at(),
        path.publisher(),
        path.api(),
        request.method().name(),
        path.path(),
        Credentials.of(request.headers()),
        simulated(request),
        exchange.clientAddress());
  }

  private static @Nullable Code simulated(HttpServerRequest request) {
    String name = request.getHeader("x-simulate");
    return name == null ? null : Code.named(name).orElse(null);
  }
}

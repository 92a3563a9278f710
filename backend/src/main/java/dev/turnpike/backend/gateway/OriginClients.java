package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Ways;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import java.util.concurrent.TimeUnit;

/** The connections to origins: HTTP/1.1, names verified where there is TLS, limits on all. */
final class OriginClients {
  private OriginClients() {}

  static HttpClient usual(Vertx vertx, GatewayConfig config) {
    return client(vertx, options(config));
  }

  /** For sets of origins that need more; without certificates of its own a set uses the usual. */
  static Ways ways(Vertx vertx, GatewayConfig config, Outbound outbound, HttpClient usual) {
    return new Ways(
        vertx,
        outbound.fleet(),
        outbound.secrets(),
        usual,
        change -> client(vertx, change.apply(options(config))));
  }

  private static HttpClientOptions options(GatewayConfig config) {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setMaxPoolSize(config.maxInFlightPerOrigin())
        .setConnectTimeout((int) config.connectTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) config.idleTimeout().toMillis())
        .setMaxHeaderSize((int) config.maxHead().asLongValue())
        .setVerifyHost(true)
        .setTcpNoDelay(true)
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  private static HttpClient client(Vertx vertx, HttpClientOptions options) {
    return vertx
        .httpClientBuilder()
        .with(options)
        .withConnectHandler(connection -> connection.exceptionHandler(OriginAnswers::ignore))
        .build();
  }
}

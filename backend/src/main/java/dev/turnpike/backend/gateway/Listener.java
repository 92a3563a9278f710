package dev.turnpike.backend.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the listening socket. HTTP/1.1 only: HTTP/2 without TLS comes when its
 * floods and resets are bounded.
 *
 * <p>A guard that must see the bytes before the decoder does belongs into {@link #accepted}, in
 * front of the channel's first handler.
 */
final class Listener extends AbstractVerticle {
  /** Method and version beside the target in a request line. */
  private static final int LINE_SLACK = 64;

  /** So that a silent origin is noticed, and named, before its client's connection is given up. */
  private static final int IDLE_SLACK_MILLIS = 5000;

  private static final Logger LOG = Logger.getLogger(Listener.class);

  private final GatewayConfig config;
  private final Exchanges exchanges;
  private final Function<Origins, Gateway> gateways;
  private final Outbound outbound;
  private final HttpServerOptions options;
  private @Nullable HttpServer server;
  private @Nullable Origins origins;

  Listener(
      GatewayConfig config,
      Exchanges exchanges,
      Outbound outbound,
      Function<Origins, Gateway> gateways) {
    this.config = config;
    this.exchanges = exchanges;
    this.outbound = outbound;
    this.gateways = gateways;
    this.options = options(config);
  }

  @Override
  public void start(Promise<Void> started) {
    Origins ways = new Origins(vertx, config, outbound);
    Gateway gateway = gateways.apply(ways);
    origins = ways;
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::accepted)
            .requestHandler(gateway)
            .invalidRequestHandler(gateway::handleUndecodable);
    server.listen().<Void>mapEmpty().onComplete(started);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    HttpServer open = server;
    Origins ways = origins;
    if (open == null || ways == null) {
      stopped.complete();
      return;
    }
    open.close().compose(closed -> ways.close()).onComplete(stopped);
  }

  int port() {
    HttpServer open = server;
    return open == null ? 0 : open.actualPort();
  }

  private void accepted(HttpConnection connection) {
    Wire.harden(connection, options);
    // Unheard, each client that leaves in a hurry would be an error in the log.
    connection.exceptionHandler(left -> LOG.debug("a client's connection broke", left));
    if (exchanges.isDraining()) {
      connection.close();
    }
  }

  private static HttpServerOptions options(GatewayConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        // A negative port is a free one that all event loops share.
        .setPort(config.port() == 0 ? -1 : config.port())
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength((int) config.maxUri().asLongValue() + LINE_SLACK)
        .setMaxHeaderSize((int) config.maxHead().asLongValue())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) config.idleTimeout().toMillis() + IDLE_SLACK_MILLIS)
        .setTcpNoDelay(true)
        .setTracingPolicy(TracingPolicy.IGNORE);
  }
}

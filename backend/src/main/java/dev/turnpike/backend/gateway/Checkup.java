package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
import dev.turnpike.backend.gateway.origin.Checks;
import dev.turnpike.backend.gateway.origin.Ways;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import org.jspecify.annotations.Nullable;

/** The one event loop of a node that asks origins how they are. */
final class Checkup extends AbstractVerticle {
  private final GatewayConfig config;
  private final Snapshots snapshots;
  private final Outbound outbound;
  private @Nullable Checks checks;
  private @Nullable HttpClient client;

  Checkup(GatewayConfig config, Snapshots snapshots, Outbound outbound) {
    this.config = config;
    this.snapshots = snapshots;
    this.outbound = outbound;
  }

  @Override
  public void start() {
    HttpClient usual = OriginClients.usual(vertx, config);
    Ways ways = OriginClients.ways(vertx, config, outbound, usual);
    Addresses addresses = new Addresses(vertx, outbound.dialling(), outbound.resolver());
    Checks begun = new Checks(vertx, snapshots, outbound.fleet(), addresses, ways);
    begun.begin();
    checks = begun;
    client = usual;
  }

  @Override
  public void stop(Promise<Void> stopped) {
    if (checks != null) {
      checks.end();
    }
    if (client == null) {
      stopped.complete();
    } else {
      client.close().onComplete(stopped);
    }
  }
}

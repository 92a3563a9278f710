package dev.turnpike.backend.gateway;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Browsers send a host's cookies to each of its ports. So gateway and portal do not share a host,
 * but on a laptop, where only its owner could attack.
 */
@Singleton
class SeparateHosts {
  private static final int FIRST_OF_ALL = 1;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI gateway;
  private final URI portal;

  SeparateHosts(GatewayConfig config, @ConfigProperty(name = "turnpike.portal.url") URI portal) {
    this.gateway = config.url();
    this.portal = portal;
  }

  void check(@Observes @Priority(FIRST_OF_ALL) StartupEvent started) {
    check(gateway, portal);
  }

  static void check(URI gateway, URI portal) {
    String host = gateway.getHost();
    if (host != null && host.equalsIgnoreCase(portal.getHost()) && !LOOPBACK.contains(host)) {
      throw new IllegalStateException(
          "turnpike.gateway.url and turnpike.portal.url share the host "
              + host
              + ": an origin could then read and set the portal's cookies. Give the gateway a host"
              + " name of its own.");
    }
  }
}

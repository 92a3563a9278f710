package dev.turnpike.backend.boot;

import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.portal.GatewayAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the portal where the gateway listens; the two never see each other. */
@ApplicationScoped
class GatewayDoor implements GatewayAddress {
  private final GatewayPort gateway;
  private final Optional<URI> shown;

  GatewayDoor(
      GatewayPort gateway,
      @ConfigProperty(name = "turnpike.portal.gateway-url") Optional<URI> shown) {
    this.gateway = gateway;
    this.shown = shown;
  }

  @Override
  public URI shown() {
    return shown.orElseGet(() -> URI.create("http://localhost:" + gateway.number()));
  }

  @Override
  public URI near() {
    return URI.create("http://127.0.0.1:" + gateway.number());
  }
}

package dev.turnpike.tenants.eligibility;

import dev.turnpike.tenants.snapshot.Dialling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operator's allow-list of what may be called on a tenant's word. */
@ApplicationScoped
public class EgressConfig implements Dialling {
  private final Egress egress;

  @Inject
  EgressConfig(
      @ConfigProperty(name = "turnpike.egress.allow") Optional<List<String>> allow,
      @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int control,
      @ConfigProperty(name = "turnpike.gateway.port", defaultValue = "8000") int gateway,
      @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int operations,
      @ConfigProperty(name = "turnpike.database.url") Optional<String> database) {
    List<Integer> ours = new ArrayList<>(List.of(control, gateway, operations));
    database.map(URI::create).map(URI::getPort).filter(port -> port > 0).ifPresent(ours::add);
    egress = Egress.of(allow.orElse(List.of()), ours);
  }

  /** A rule of these entries, such as {@code 10.1.0.0/16:8443}, without ports of ours. */
  public EgressConfig(List<String> allow) {
    egress = Egress.of(allow, List.of());
  }

  Egress egress() {
    return egress;
  }

  @Override
  public boolean allows(InetAddress address, int port) {
    return egress.allows(address, port);
  }

  /** One of the demo's own origins listens on this port of 127.0.0.1. */
  public void demoListensOn(int port) {
    egress.demoListensOn(port);
  }
}

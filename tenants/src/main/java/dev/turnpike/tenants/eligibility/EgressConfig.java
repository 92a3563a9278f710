package dev.turnpike.tenants.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operator's allow-list of what may be called on a tenant's word. */
@ApplicationScoped
class EgressConfig {
  private final Egress egress;

  EgressConfig(
      @ConfigProperty(name = "turnpike.egress.allow") Optional<List<String>> allow,
      @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int control,
      @ConfigProperty(name = "turnpike.gateway.port", defaultValue = "8000") int gateway,
      @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int operations) {
    egress =
        Egress.of(
            allow.orElse(List.of()), Stream.of(control, gateway, operations).distinct().toList());
  }

  Egress egress() {
    return egress;
  }
}

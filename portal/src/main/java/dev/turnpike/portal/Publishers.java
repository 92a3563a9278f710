package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** The publisher that an address names; 404 when there is none. */
@ApplicationScoped
class Publishers {
  private final Tenants tenants;

  Publishers(Tenants tenants) {
    this.tenants = tenants;
  }

  Uni<Tenant> named(String slug) {
    return tenants.publisher(slug).map(found -> found.orElseThrow(NotFoundException::new));
  }
}

package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.TenantId;
import java.util.Set;

/**
 * A person's roles in one tenant.
 *
 * @param publishes whether the tenant has a publisher's side
 */
public record Membership(
    TenantId tenant, String slug, String name, boolean publishes, Set<Role> roles) {
  public Membership {
    roles = Set.copyOf(roles);
  }
}

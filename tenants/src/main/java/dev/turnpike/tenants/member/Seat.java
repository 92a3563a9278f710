package dev.turnpike.tenants.member;

import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Role;
import java.util.Set;

/**
 * What the link of an invitation offers.
 *
 * @param known whether somebody with this address has an account already
 */
public record Seat(
    TenantId tenant,
    String slug,
    String tenantName,
    String email,
    Set<Role> roles,
    String inviter,
    boolean known) {
  public Seat {
    roles = Set.copyOf(roles);
  }
}

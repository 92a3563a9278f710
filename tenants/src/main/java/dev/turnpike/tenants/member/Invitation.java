package dev.turnpike.tenants.member;

import dev.turnpike.tenants.tenant.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A seat that somebody is asked to take.
 *
 * @param inviter a name; null when the person is gone
 */
public record Invitation(
    UUID id,
    String email,
    Set<Role> roles,
    @Nullable String inviter,
    Instant createdAt,
    Instant expiresAt) {
  public Invitation {
    roles = Set.copyOf(roles);
  }
}

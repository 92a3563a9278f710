package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import java.util.Set;

/** A person in a tenant, as its own people see them. */
public record Member(PersonId person, String email, String name, Set<Role> roles) {
  public Member {
    roles = Set.copyOf(roles);
  }
}

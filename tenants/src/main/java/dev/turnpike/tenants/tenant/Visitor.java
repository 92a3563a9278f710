package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import java.util.List;
import java.util.Optional;

/** A person who is logged in, with every tenant they belong to. */
public record Visitor(PersonId person, String email, String name, List<Membership> memberships) {
  public Visitor {
    memberships = List.copyOf(memberships);
  }

  /**
   * The visitor acting for this tenant; empty unless they are a member, which an answer must not
   * tell from a tenant that does not exist: 404 for both.
   */
  public Optional<Acting> in(String slug) {
    return memberships.stream()
        .filter(membership -> membership.slug().equals(slug))
        .findFirst()
        .map(membership -> new Acting(this, membership));
  }
}

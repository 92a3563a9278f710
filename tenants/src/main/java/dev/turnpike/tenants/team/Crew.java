package dev.turnpike.tenants.team;

import dev.turnpike.tenants.kernel.PersonId;
import java.util.List;
import java.util.UUID;

/**
 * A team with what belongs to it.
 *
 * @param applications their names
 */
public record Crew(
    UUID id, String slug, String name, List<Mate> members, List<String> applications) {
  public Crew {
    members = List.copyOf(members);
    applications = List.copyOf(applications);
  }

  /** Somebody who works there. */
  public record Mate(PersonId person, String name) {}
}

package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How pages look to a person, kept so that it goes along to their next browser. */
@ApplicationScoped
public class Preferences {
  private final Tenancy tenancy;

  Preferences(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  /** As it was kept, at most 100 characters; empty until they chose. */
  public Uni<Optional<String>> of(PersonId person) {
    return tenancy.asNobody(
        session ->
            session
                .createNativeQuery("select person_view(:person)", String.class)
                .setParameter("person", person.value())
                .getSingleResultOrNull()
                .map(Optional::ofNullable));
  }

  public Uni<Void> keep(PersonId person, String view) {
    return tenancy.asNobody(
        session ->
            session
                .createNativeQuery(
                    "select 1 from (select person_view_keep(:person, :view)) kept", Integer.class)
                .setParameter("person", person.value())
                .setParameter("view", view)
                .getSingleResult()
                .replaceWithVoid());
  }
}

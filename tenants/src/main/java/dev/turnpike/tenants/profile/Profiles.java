package dev.turnpike.tenants.profile;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A person's own name and data: to change, to take along, to have forgotten. */
@ApplicationScoped
public class Profiles {
  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Clock clock;

  Profiles(Tenancy tenancy, Rows rows, People people, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.clock = clock;
  }

  /** A tenant that somebody has to take over before its only owner may go. */
  @RegisterForReflection
  public record Orphan(String slug, String name) {}

  /** The answer to the wish to be forgotten. */
  public sealed interface Erasure {
    /** What stays is an id without a face. */
    record Done() implements Erasure {}

    record WrongPassword() implements Erasure {}

    record OwnerNeeded(List<Orphan> tenants) implements Erasure {
      public OwnerNeeded {
        tenants = List.copyOf(tenants);
      }
    }
  }

  /** Changes the name; false when it cannot be one. */
  public Uni<Boolean> rename(Visitor visitor, String name) {
    return PersonalData.isName(name)
        ? tenancy
            .asNobody(
                session ->
                    rows.call(
                        session,
                        "person_rename(:person, :name)",
                        Map.of("person", visitor.person().value(), "name", name.strip())))
            .replaceWith(true)
        : Uni.createFrom().item(false);
  }

  /** Everything that is kept of the person, as one JSON object. */
  public Uni<String> export(Visitor visitor) {
    return tenancy.asNobody(
        session ->
            session
                .createNativeQuery(
                    "select jsonb_pretty(person_export(:person, cast(:now as timestamptz)))",
                    String.class)
                .setParameter("person", visitor.person().value())
                .setParameter("now", clock.instant())
                .getSingleResult());
  }

  /** Those that stand in the way of {@link #erase}. */
  public Uni<List<Orphan>> orphans(Visitor visitor) {
    return tenancy.asNobody(
        session ->
            rows.list(
                session,
                Orphan.class,
                "select * from tenants_left_without_owner(:person)",
                Map.of("person", visitor.person().value())));
  }

  /**
   * Forgets the person, for the password: name, address, sessions, letters, seats. The audit trail
   * and the books keep the id; keys of tenants that nobody is left in are revoked.
   */
  public Uni<Erasure> erase(Visitor visitor, String password) {
    return people
        .knows(visitor, password)
        .chain(same -> same ? erase(visitor) : Uni.createFrom().item(new Erasure.WrongPassword()));
  }

  private Uni<Erasure> erase(Visitor visitor) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    Erased.class,
                    "select person_erase(:person, cast(:now as timestamptz)) as erased",
                    Map.of("person", visitor.person().value(), "now", clock.instant())))
        .chain(
            answer ->
                answer.orElseThrow().erased()
                    ? Uni.createFrom().item(new Erasure.Done())
                    : orphans(visitor).map(Erasure.OwnerNeeded::new));
  }

  @RegisterForReflection
  record Erased(boolean erased) {}
}

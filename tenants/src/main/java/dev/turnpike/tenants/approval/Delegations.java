package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Who decides for whom while they are away. Everybody arranges their own absence, in one tenant.
 */
@ApplicationScoped
public class Delegations {
  private static final int MOST_LISTED = 100;
  private static final int LONGEST_DAYS = 180;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Delegations(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** One arrangement; names are those of members. */
  @RegisterForReflection
  public record Delegation(
      UUID id, String fromName, String toName, Instant fromAt, Instant untilAt, boolean mine) {}

  /** A member whom one could ask. */
  @RegisterForReflection
  public record Colleague(UUID id, String name) {}

  /** What became of arranging one. */
  public sealed interface Arranged {
    record Done(UUID id) implements Arranged {}

    /** Something about it cannot be: 422. */
    record Invalid(String field, String detail) implements Arranged {}

    record Unknown() implements Arranged {}
  }

  /** Those that hold or will, of all members. */
  public Uni<List<Delegation>> list(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Delegation.class,
                """
                select d.id, f.name as from_name, t.name as to_name, d.from_at, d.until_at,
                  d.person_id = :person as mine
                from delegation d join person f on f.id = d.person_id
                join person t on t.id = d.to_person_id
                where d.tenant_id = :tenant and d.ended_at is null
                  and d.until_at > cast(:now as timestamptz)
                order by d.from_at, d.id limit :most
                """,
                Map.of(
                    "person", acting.person().value(),
                    "tenant", acting.tenant().value(),
                    "now", clock.instant(),
                    "most", MOST_LISTED)));
  }

  /** The other members, by name. */
  public Uni<List<Colleague>> colleagues(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Colleague.class,
                "select p.id, p.name from membership m join person p on p.id = m.person_id"
                    + " where m.tenant_id = :tenant and p.id <> :person order by p.name, p.id"
                    + " limit 500",
                Map.of("tenant", acting.tenant().value(), "person", acting.person().value())));
  }

  /** From now on {@code to} may decide what the acting person may, until they are back. */
  public Uni<Arranged> arrange(Acting acting, PersonId to, Instant from, Instant until) {
    acting.require(Permission.SEE);
    Instant now = clock.instant();
    if (!until.isAfter(from) || !until.isAfter(now)) {
      return invalid("until", "Choose a day that is still to come, after the first.");
    }
    if (until.isAfter(from.plus(LONGEST_DAYS, ChronoUnit.DAYS))) {
      return invalid("until", "Choose at most " + LONGEST_DAYS + " days; then arrange it anew.");
    }
    if (to.equals(acting.person())) {
      return invalid("to", "Choose somebody else.");
    }
    UUID id = ids.next();
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("person", acting.person().value());
    values.put("to", to.value());
    values.put("from", from);
    values.put("until", until);
    values.put("now", now);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    """
                    insert into delegation (id, tenant_id, person_id, to_person_id, from_at,
                      until_at, created_at)
                    select :id, :tenant, :person, m.person_id, cast(:from as timestamptz),
                      cast(:until as timestamptz), cast(:now as timestamptz)
                    from membership m where m.tenant_id = :tenant and m.person_id = :to
                    """,
                    values)
                .chain(
                    inserted ->
                        inserted == 0
                            ? invalid("to", "Choose a member of your tenant.")
                            : note(session, acting, "delegation.arranged", id, to)
                                .replaceWith(new Arranged.Done(id))));
  }

  /** Ends one's own arrangement; what was decided under it stays. */
  public Uni<Arranged> end(Acting acting, UUID id) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update delegation set ended_at = cast(:now as timestamptz) where id = :id"
                        + " and person_id = :person and ended_at is null",
                    Map.of("now", clock.instant(), "id", id, "person", acting.person().value()))
                .chain(
                    ended ->
                        ended == 0
                            ? Uni.createFrom().item(new Arranged.Unknown())
                            : note(session, acting, "delegation.ended", id, acting.person())
                                .replaceWith(new Arranged.Done(id))));
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, String action, UUID id, PersonId to) {
    return audit.note(
        session,
        acting.tenant(),
        acting.person(),
        action,
        "delegation",
        id.toString(),
        Map.of("to", to.toString()));
  }

  private static Uni<Arranged> invalid(String field, String detail) {
    return Uni.createFrom().item(new Arranged.Invalid(field, detail));
  }
}

package dev.turnpike.tenants.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's own audit trail, newest first. Reading is all that can be done with it. */
@ApplicationScoped
public class AuditTrail {
  /** The most lines of one table for spreadsheets. */
  public static final int MOST = 10_000;

  /** Steps from kind to kind along the index, however many events each has. */
  private static final String KINDS =
      """
      with recursive kinds as (
        (select min(subject_kind) as kind from audit where tenant_id = :tenant)
        union all
        select (select min(a.subject_kind) from audit a
          where a.tenant_id = :tenant and a.subject_kind > k.kind)
        from kinds k where k.kind is not null)
      select kind from kinds where kind is not null order by kind
      """;

  private static final String SELECT =
      """
      select a.id, a.at, a.person_id, p.name, p.email, a.action, a.subject_kind, a.subject_id,
        a.facts
      from audit a left join person p on p.id = a.person_id
      where a.tenant_id = :tenant
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  AuditTrail(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** Somebody who may be asked for: a member of today. */
  @RegisterForReflection
  public record Actor(UUID id, String name) {}

  /** What a filter can name. */
  public record Choices(List<String> kinds, List<Actor> people) {}

  /** Those that the filter leaves. */
  public Uni<List<Event>> list(Acting acting, TrailFilter filter, int most) {
    acting.require(Permission.SEE_AUDIT);
    Map<String, Object> parameters = filter.parameters();
    parameters.put("tenant", acting.tenant().value());
    parameters.put("most", Math.clamp(most, 1, MOST + 1));
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    EventRow.class,
                    SELECT + filter.conditions() + " order by a.id desc limit :most",
                    parameters))
        .map(found -> found.stream().map(EventRow::event).toList());
  }

  /** The kinds of subjects that occur, and the tenant's people. */
  public Uni<Choices> choices(Acting acting) {
    acting.require(Permission.SEE_AUDIT);
    Map<String, Object> tenant = Map.of("tenant", acting.tenant().value());
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(session, KindRow.class, KINDS, tenant)
                .chain(
                    kinds ->
                        rows.list(
                                session,
                                Actor.class,
                                "select p.id, p.name from membership m join person p"
                                    + " on p.id = m.person_id where m.tenant_id = :tenant"
                                    + " order by p.name, p.id limit 500",
                                tenant)
                            .map(
                                people ->
                                    new Choices(
                                        kinds.stream().map(KindRow::kind).toList(), people))));
  }

  @RegisterForReflection
  record KindRow(String kind) {}

  @RegisterForReflection
  record EventRow(
      UUID id,
      Instant at,
      @Nullable UUID personId,
      @Nullable String name,
      @Nullable String email,
      String action,
      String subjectKind,
      String subjectId,
      JsonNode facts) {
    Event event() {
      return new Event(
          id,
          at,
          personId == null ? null : new PersonId(personId),
          name,
          email,
          action,
          subjectKind,
          subjectId,
          facts);
    }
  }
}

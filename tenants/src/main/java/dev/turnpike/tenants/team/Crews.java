package dev.turnpike.tenants.team;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.team.Crew.Mate;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.PersonalData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A tenant's teams with their people and applications. A seat in a team gives no right by itself;
 * it ends with the seat in the tenant.
 */
@ApplicationScoped
public class Crews {
  private static final int MOST_LISTED = 200;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;

  Crews(Tenancy tenancy, Rows rows, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /** By name. */
  public Uni<List<Crew>> list(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    CrewRow.class,
                    "select t.id, t.slug, t.name, coalesce((select jsonb_agg(jsonb_build_object("
                        + "'id', p.id, 'name', p.name) order by p.name) from team_member m"
                        + " join person p on p.id = m.person_id where m.team_id = t.id), '[]')"
                        + " as members, coalesce((select jsonb_agg(a.name order by a.name)"
                        + " from application a where a.team_id = t.id), '[]') as applications"
                        + " from team t where t.tenant_id = :tenant"
                        + " order by t.name, t.id limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(CrewRow::toCrew).toList());
  }

  public Uni<CrewAnswer> rename(Acting acting, UUID team, String name) {
    acting.require(Permission.MANAGE_BUDGETS);
    if (!PersonalData.isName(name)) {
      return Uni.createFrom().item(new CrewAnswer.NameWrong());
    }
    return changed(
        acting,
        team,
        "update team set name = :name where id = :team and tenant_id = :tenant",
        Map.of("name", name.strip(), "team", team, "tenant", acting.tenant().value()),
        "team.renamed",
        Map.of("name", name.strip()));
  }

  /** Seats a member of the tenant in a team; again changes nothing. */
  public Uni<CrewAnswer> add(Acting acting, UUID team, PersonId person) {
    acting.require(Permission.MANAGE_MEMBERS);
    return changed(
        acting,
        team,
        "insert into team_member (team_id, tenant_id, person_id, created_at)"
            + " select t.id, t.tenant_id, m.person_id, cast(:now as timestamptz) from team t"
            + " join membership m on m.tenant_id = t.tenant_id and m.person_id = :person"
            + " where t.id = :team and t.tenant_id = :tenant"
            + " on conflict (team_id, person_id) do update set created_at = team_member.created_at",
        Map.of(
            "now",
            clock.instant(),
            "person",
            person.value(),
            "team",
            team,
            "tenant",
            acting.tenant().value()),
        "team.member_added",
        Map.of("person", person.toString()));
  }

  public Uni<CrewAnswer> remove(Acting acting, UUID team, PersonId person) {
    acting.require(Permission.MANAGE_MEMBERS);
    return changed(
        acting,
        team,
        "delete from team_member where team_id = :team and tenant_id = :tenant"
            + " and person_id = :person",
        Map.of("team", team, "tenant", acting.tenant().value(), "person", person.value()),
        "team.member_removed",
        Map.of("person", person.toString()));
  }

  private Uni<CrewAnswer> changed(
      Acting acting,
      UUID team,
      String sql,
      Map<String, ?> values,
      String action,
      Map<String, ?> facts) {
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(session, sql, values)
                .chain(
                    changed ->
                        changed == 0
                            ? Uni.createFrom().item(new CrewAnswer.Unknown())
                            : note(session, acting, team, action, facts)));
  }

  private Uni<CrewAnswer> note(
      Mutiny.Session session, Acting acting, UUID team, String action, Map<String, ?> facts) {
    return audit
        .note(session, acting.tenant(), acting.person(), action, "team", team.toString(), facts)
        .replaceWith(new CrewAnswer.Done());
  }

  @RegisterForReflection
  record MateRow(UUID id, String name) {}

  @RegisterForReflection
  record CrewRow(
      UUID id, String slug, String name, List<MateRow> members, List<String> applications) {
    Crew toCrew() {
      return new Crew(
          id,
          slug,
          name,
          members.stream().map(row -> new Mate(new PersonId(row.id()), row.name())).toList(),
          applications);
    }
  }
}

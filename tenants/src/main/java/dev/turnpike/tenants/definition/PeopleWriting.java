package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Writing.each;
import static dev.turnpike.tenants.definition.Writing.with;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.member.Invitations;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Members, teams and applications as a file has them. A member's file invites, and seats nobody
 * without being asked; the operator's seats whoever has an account.
 */
@ApplicationScoped
class PeopleWriting {
  private static final String NAMED =
      "(select p.id from person p join membership m on m.person_id = p.id"
          + " where m.tenant_id = :tenant and p.email = :email)";

  private final Rows rows;
  private final Invitations invitations;
  private final Ids ids;
  private final Clock clock;

  PeopleWriting(Rows rows, Invitations invitations, Ids ids, Clock clock) {
    this.rows = rows;
    this.invitations = invitations;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Void> write(Mutiny.Session session, TenantId tenant, Writing.Wish wish) {
    TenantFile file = wish.file();
    Changes changes = wish.changes();
    return each(
            TenantFile.orEmpty(file.people()).stream()
                .filter(person -> changes.touch("people[" + person.email() + "]"))
                .toList(),
            person -> seat(session, tenant, wish.author(), person))
        .chain(() -> each(retired(changes, "people"), email -> unseat(session, tenant, email)))
        .chain(
            () ->
                each(
                    TenantFile.orEmpty(file.teams()).stream()
                        .filter(team -> changes.touch("teams[" + team.slug() + "]"))
                        .toList(),
                    team -> team(session, tenant, team)))
        .chain(
            () ->
                each(
                    TenantFile.orEmpty(file.applications()).stream()
                        .filter(app -> changes.touch("applications[" + app.slug() + "]"))
                        .toList(),
                    app -> application(session, tenant, app)));
  }

  /** The names of the things of one section that go. */
  static List<String> retired(Changes changes, String section) {
    String start = section + "[";
    return changes.all().stream()
        .filter(each -> each.kind() == Change.Kind.RETIRE)
        .map(Change::object)
        .filter(object -> object.startsWith(start) && object.indexOf(']') == object.length() - 1)
        .map(object -> object.substring(start.length(), object.length() - 1))
        .toList();
  }

  private Uni<Void> seat(
      Mutiny.Session session, TenantId tenant, Author author, TenantFile.PersonEntry person) {
    String roles = person.roles().stream().map(Role::word).collect(Collectors.joining(","));
    return rows.change(
            session,
            "update membership set roles = string_to_array(:roles, ',')"
                + " where tenant_id = :tenant and person_id = "
                + NAMED,
            Map.of("roles", roles, "tenant", tenant.value(), "email", person.email()))
        .chain(
            changed -> {
              Acting acting = author.acting();
              if (changed > 0) {
                return Uni.createFrom().voidItem();
              }
              return acting == null
                  ? take(session, tenant, person.email(), roles)
                  : invitations.invite(session, acting, person.email(), person.roles());
            });
  }

  private Uni<Void> take(Mutiny.Session session, TenantId tenant, String email, String roles) {
    return rows.change(
            session,
            """
            insert into membership (tenant_id, person_id, roles, created_at)
            select :tenant, person_id, string_to_array(:roles, ','), :now from login_person(:email)
            on conflict do nothing
            """,
            with("tenant", tenant.value())
                .and("roles", roles)
                .and("email", email)
                .and("now", clock.instant()))
        .replaceWithVoid();
  }

  private Uni<Void> unseat(Mutiny.Session session, TenantId tenant, String email) {
    return rows.change(
            session,
            "delete from membership where tenant_id = :tenant and person_id = " + NAMED,
            Map.of("tenant", tenant.value(), "email", email))
        .chain(
            () ->
                rows.change(
                    session,
                    "update invitation set withdrawn_at = cast(:now as timestamptz)"
                        + " where tenant_id = :tenant and email = :email"
                        + " and accepted_at is null and withdrawn_at is null",
                    Map.of("tenant", tenant.value(), "email", email, "now", clock.instant())))
        .replaceWithVoid();
  }

  private Uni<Void> team(Mutiny.Session session, TenantId tenant, TenantFile.TeamEntry team) {
    Writing.Parameters values =
        with("tenant", tenant.value())
            .and("slug", team.slug())
            .and("members", String.join(" ", team.members()));
    return rows.change(
            session,
            """
            insert into team (id, tenant_id, slug, name, created_at)
            values (:id, :tenant, :slug, :name, :now)
            on conflict (tenant_id, slug) do update set name = excluded.name
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("slug", team.slug())
                .and("name", team.name())
                .and("now", clock.instant()))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    delete from team_member x using team t, person p
                    where t.id = x.team_id and p.id = x.person_id and t.tenant_id = :tenant
                      and t.slug = :slug
                      and p.email <> all (string_to_array(cast(:members as text), ' '))
                    """,
                    values))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into team_member (team_id, tenant_id, person_id, created_at)
                    select t.id, t.tenant_id, p.id, :now from team t
                    join membership m on m.tenant_id = t.tenant_id
                    join person p on p.id = m.person_id
                    where t.tenant_id = :tenant and t.slug = :slug
                      and p.email = any (string_to_array(cast(:members as text), ' '))
                    on conflict do nothing
                    """,
                    values.and("now", clock.instant())))
        .replaceWithVoid();
  }

  private Uni<Void> application(
      Mutiny.Session session, TenantId tenant, TenantFile.ApplicationEntry application) {
    return rows.change(
            session,
            """
            insert into application (id, tenant_id, slug, name, created_at)
            values (:id, :tenant, :slug, :name, :now)
            on conflict (tenant_id, slug) do update set name = excluded.name
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("slug", application.slug())
                .and("name", application.name())
                .and("now", clock.instant()))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    update application a set team_id = (select t.id from team t
                      where t.tenant_id = :tenant and t.slug = cast(:team as text))
                    where a.tenant_id = :tenant and a.slug = :slug
                    """,
                    with("tenant", tenant.value())
                        .and("slug", application.slug())
                        .and("team", application.team())))
        .replaceWithVoid();
  }
}

package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Teams, and which application belongs to which: at most one. */
@ApplicationScoped
public class Teams {
  private static final int MOST_LISTED = 500;
  private static final int LONGEST_NAME = 200;
  private static final Pattern SLUG = Pattern.compile("(?=.{2,39}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Teams(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** An application and the slug of its team. */
  @RegisterForReflection
  public record Placed(UUID id, String slug, String name, @Nullable String team) {}

  /** The tenant's own, by name. */
  public Uni<List<Team>> list(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    TeamRow.class,
                    "select t.id, t.slug, t.name, (select count(*) from application a"
                        + " where a.team_id = t.id) as applications from team t"
                        + " where t.tenant_id = :tenant order by t.name, t.id limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(TeamRow::team).toList());
  }

  /** The tenant's own applications with their teams, by name. */
  public Uni<List<Placed>> applications(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Placed.class,
                "select a.id, a.slug, a.name, t.slug as team from application a"
                    + " left join team t on t.id = a.team_id where a.tenant_id = :tenant"
                    + " order by a.name, a.id limit :most",
                Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)));
  }

  public Uni<BudgetAnswer> create(Acting acting, String slug, String name) {
    acting.require(Permission.MANAGE_BUDGETS);
    if (!SLUG.matcher(slug).matches()) {
      return invalid("slug", "2 to 39 lower-case letters, digits and single hyphens.");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return invalid("name", "A name has 1 to " + LONGEST_NAME + " characters.");
    }
    return tenancy.as(
        acting.tenant(),
        session -> {
          UUID id = ids.next();
          return rows.change(
                  session,
                  "insert into team (id, tenant_id, slug, name, created_at) values (:id, :tenant,"
                      + " :slug, :name, :at) on conflict (tenant_id, slug) do nothing",
                  Map.of(
                      "id",
                      id,
                      "tenant",
                      acting.tenant().value(),
                      "slug",
                      slug,
                      "name",
                      name.strip(),
                      "at",
                      clock.instant()))
              .chain(
                  inserted ->
                      inserted == 0
                          ? Uni.createFrom()
                              .item(new BudgetAnswer.Conflict("There is such a team already."))
                          : done(session, acting, id, "team.created", Map.of("slug", slug)));
        });
  }

  /** Moves an application into a team, or out of any with an empty slug. */
  public Uni<BudgetAnswer> place(Acting acting, ApplicationId application, String team) {
    acting.require(Permission.MANAGE_BUDGETS);
    Map<String, Object> values = new HashMap<>();
    values.put("id", application.value());
    values.put("tenant", acting.tenant().value());
    values.put("team", team);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update application set team_id ="
                        + " (select id from team where tenant_id = :tenant and slug = :team)"
                        + " where id = :id and tenant_id = :tenant and (:team = '' or exists"
                        + " (select from team where tenant_id = :tenant and slug = :team))",
                    values)
                .chain(
                    changed ->
                        changed == 0
                            ? Uni.createFrom().item(new BudgetAnswer.Unknown())
                            : done(
                                session,
                                acting,
                                application.value(),
                                "application.placed",
                                Map.of("team", team))));
  }

  @RegisterForReflection
  record TeamRow(UUID id, String slug, String name, long applications) {
    Team team() {
      return new Team(id, slug, name, applications);
    }
  }

  private Uni<BudgetAnswer> done(
      Mutiny.Session session, Acting acting, UUID id, String action, Map<String, ?> facts) {
    return audit
        .note(session, acting.tenant(), acting.person(), action, "team", id.toString(), facts)
        .replaceWith(new BudgetAnswer.Done(id));
  }

  private static Uni<BudgetAnswer> invalid(String field, String detail) {
    return Uni.createFrom().item(new BudgetAnswer.Invalid(field, detail));
  }
}

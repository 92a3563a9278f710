package dev.turnpike.tenants.consumer;

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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** A consumer's applications. */
@ApplicationScoped
public class Applications {
  private static final int MOST_LISTED = 500;
  private static final int LONGEST_NAME = 200;
  private static final Pattern SLUG = Pattern.compile("(?=.{2,39}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final String SELECT =
      "select a.id, a.slug, a.name, a.created_at,"
          + " (select count(*) from api_key k where k.application_id = a.id and not k.hidden"
          + "   and k.revoked_at is null) as live_keys,"
          + " (select count(*) from subscription s where s.application_id = a.id"
          + "   and s.state not in ('rejected', 'ended')) as live_subscriptions"
          + " from application a where a.tenant_id = :tenant";

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Applications(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** All of the tenant's own, by name. */
  public Uni<List<Application>> list(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    ApplicationRow.class,
                    SELECT + " order by a.name, a.id limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(ApplicationRow::toApplication).toList());
  }

  /** One of the tenant's own. */
  public Uni<Optional<Application>> find(Acting acting, ApplicationId id) {
    acting.require(Permission.SEE);
    return tenancy.as(acting.tenant(), session -> find(session, acting, id));
  }

  /** One of the tenant's own, by its slug. */
  public Uni<Optional<Application>> named(Acting acting, String slug) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    ApplicationRow.class,
                    SELECT + " and a.slug = :slug",
                    Map.of("tenant", acting.tenant().value(), "slug", slug)))
        .map(found -> found.map(ApplicationRow::toApplication));
  }

  /** Gives one another name; the slug stays for good. Empty when it is not the tenant's. */
  public Uni<Optional<NewApplication>> rename(Acting acting, ApplicationId id, String name) {
    acting.require(Permission.CREATE_APPLICATION);
    if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
      return Uni.createFrom()
          .item(Optional.of(new NewApplication.Invalid("name", "1 to 200 characters")));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update application set name = :name where id = :id and tenant_id = :tenant",
                    Map.of(
                        "name", name.strip(), "id", id.value(), "tenant", acting.tenant().value()))
                .chain(
                    changed ->
                        changed == 0
                            ? Uni.createFrom().item(Optional.<NewApplication>empty())
                            : renamed(session, acting, id, name.strip()).map(Optional::of)));
  }

  private Uni<NewApplication> renamed(
      Mutiny.Session session, Acting acting, ApplicationId id, String name) {
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            "application.renamed",
            "application",
            id.toString(),
            Map.of("name", name))
        .chain(() -> find(session, acting, id))
        .map(found -> new NewApplication.Created(found.orElseThrow()));
  }

  public Uni<NewApplication> create(Acting acting, String slug, String name) {
    acting.require(Permission.CREATE_APPLICATION);
    if (!SLUG.matcher(slug).matches()) {
      return Uni.createFrom()
          .item(
              new NewApplication.Invalid(
                  "slug", "2 to 39 lower-case letters, digits and single hyphens"));
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return Uni.createFrom().item(new NewApplication.Invalid("name", "1 to 200 characters"));
    }
    return tenancy.as(acting.tenant(), session -> insert(session, acting, slug, name.strip()));
  }

  private Uni<NewApplication> insert(
      Mutiny.Session session, Acting acting, String slug, String name) {
    ApplicationId id = new ApplicationId(ids.next());
    Map<String, Object> values = new HashMap<>();
    values.put("id", id.value());
    values.put("tenant", acting.tenant().value());
    values.put("slug", slug);
    values.put("name", name);
    values.put("at", clock.instant());
    return rows.change(
            session,
            "insert into application (id, tenant_id, slug, name, created_at)"
                + " values (:id, :tenant, :slug, :name, cast(:at as timestamptz))"
                + " on conflict (tenant_id, slug) do nothing",
            values)
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom().item(new NewApplication.Taken())
                    : created(session, acting, id, slug));
  }

  private Uni<NewApplication> created(
      Mutiny.Session session, Acting acting, ApplicationId id, String slug) {
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            "application.created",
            "application",
            id.toString(),
            Map.of("slug", slug))
        .chain(() -> find(session, acting, id))
        .map(found -> new NewApplication.Created(found.orElseThrow()));
  }

  private Uni<Optional<Application>> find(Mutiny.Session session, Acting acting, ApplicationId id) {
    return rows.first(
            session,
            ApplicationRow.class,
            SELECT + " and a.id = :id",
            Map.of("tenant", acting.tenant().value(), "id", id.value()))
        .map(found -> found.map(ApplicationRow::toApplication));
  }

  @RegisterForReflection
  record ApplicationRow(
      UUID id, String slug, String name, Instant createdAt, long liveKeys, long liveSubscriptions) {
    Application toApplication() {
      return new Application(
          new ApplicationId(id), slug, name, createdAt, liveKeys, liveSubscriptions);
    }
  }
}

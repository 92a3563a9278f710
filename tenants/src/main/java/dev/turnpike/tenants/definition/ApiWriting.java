package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Writing.each;
import static dev.turnpike.tenants.definition.Writing.with;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.definition.TenantFile.ApiEntry;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.publishing.Releases;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** APIs as a file has them: other terms make a new release, whatever else changes is no release. */
@ApplicationScoped
class ApiWriting {
  private final Rows rows;
  private final ObjectMapper json;
  private final Releases releases;
  private final Ids ids;
  private final Clock clock;

  ApiWriting(Rows rows, ObjectMapper json, Releases releases, Ids ids, Clock clock) {
    this.rows = rows;
    this.json = json;
    this.releases = releases;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Void> write(Mutiny.Session session, TenantId tenant, Writing.Wish wish) {
    return each(
            TenantFile.orEmpty(wish.file().apis()).stream()
                .filter(api -> wish.changes().touch("apis[" + api.slug() + "]"))
                .toList(),
            api -> api(session, tenant, wish, api))
        .chain(
            () ->
                each(
                    PeopleWriting.retired(wish.changes(), "apis"),
                    slug -> retire(session, tenant, slug)));
  }

  private Uni<Void> api(Mutiny.Session session, TenantId tenant, Writing.Wish wish, ApiEntry api) {
    return Writing.returned(
            session,
            """
            insert into api (id, tenant_id, slug, name, description, visibility, dialect,
              disclosure, created_at)
            values (:id, :tenant, :slug, :name, :description, :visibility, :dialect, :disclosure,
              :now)
            on conflict (tenant_id, slug) do update set name = excluded.name,
              description = excluded.description, visibility = excluded.visibility,
              dialect = excluded.dialect, disclosure = excluded.disclosure
            returning id
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("slug", api.slug())
                .and("name", api.name())
                .and("description", api.description())
                .and("visibility", api.visibility().word())
                .and("dialect", api.dialect().name())
                .and("disclosure", api.disclosure().name())
                .and("now", clock.instant()))
        .call(id -> listing(session, tenant, id, api))
        .chain(id -> stage(session, tenant, wish, id, api));
  }

  private Uni<Void> stage(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, UUID id, ApiEntry api) {
    return switch (api.stage()) {
      case draft -> draft(session, tenant, wish, id, api);
      case published -> release(session, tenant, wish, id, api).chain(() -> revive(session, id));
      case retired ->
          release(session, tenant, wish, id, api).chain(() -> retire(session, tenant, api.slug()));
    };
  }

  private Uni<Void> release(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, UUID id, ApiEntry api) {
    return releases.put(session, tenant, new ApiId(id), api.terms(), "From " + wish.name());
  }

  private Uni<Void> draft(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, UUID id, ApiEntry api) {
    Acting acting = wish.author().acting();
    return rows.change(
            session,
            """
            insert into api_draft (api_id, tenant_id, terms, changed_by, changed_at)
            values (:api, :tenant, cast(cast(:terms as text) as jsonb),
              cast(nullif(cast(:person as text), '') as uuid), :now)
            on conflict (api_id) do update set terms = excluded.terms,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """,
            with("api", id)
                .and("tenant", tenant.value())
                .and("terms", text(api))
                .and("person", acting == null ? "" : acting.person().toString())
                .and("now", clock.instant()))
        .replaceWithVoid();
  }

  /** One that was retired comes back. */
  private Uni<Void> revive(Mutiny.Session session, UUID id) {
    return rows.change(
            session,
            """
            update api a
            set stage = case when jsonb_exists(r.terms, 'deprecation') then 'deprecated'
              else 'published' end
            from api_release r where r.id = a.release_id and a.id = :id and a.stage = 'retired'
            """,
            Map.of("id", id))
        .replaceWithVoid();
  }

  private Uni<Void> retire(Mutiny.Session session, TenantId tenant, String slug) {
    return rows.change(
            session,
            "update api set stage = 'retired'"
                + " where tenant_id = :tenant and slug = :slug and stage not in ('draft', 'retired')",
            Map.of("tenant", tenant.value(), "slug", slug))
        .replaceWithVoid();
  }

  private Uni<Void> listing(Mutiny.Session session, TenantId tenant, UUID id, ApiEntry api) {
    Writing.Parameters values =
        with("api", id)
            .and("tenant", tenant.value())
            .and("slugs", String.join(" ", api.listedFor()));
    return rows.change(
            session,
            """
            delete from api_listing where api_id = :api and tenant_id = :tenant
              and consumer_id <> all (select tenant_by_slug(s)
                from unnest(string_to_array(cast(:slugs as text), ' ')) s)
            """,
            values)
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into api_listing (tenant_id, api_id, consumer_id)
                    select :tenant, :api, tenant_by_slug(s)
                    from unnest(string_to_array(cast(:slugs as text), ' ')) s
                    on conflict do nothing
                    """,
                    values))
        .replaceWithVoid();
  }

  private String text(ApiEntry api) {
    try {
      return json.writeValueAsString(api.terms());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A publisher's APIs at a glance, drafts included. */
@ApplicationScoped
public class Apis {
  private static final int MOST_LISTED = 200;
  private static final int FURTHEST = 100_000;

  private static final String SELECT =
      """
      select a.slug, a.name, a.description, a.stage, a.visibility, a.dialect, a.disclosure,
        r.number as release, a.live_since, p.name as live_by, d.api_id is not null as drafted,
        (select count(*) from operation o where o.api_id = a.id) as operations
      from api a left join api_release r on r.id = a.release_id
      left join person p on p.id = a.live_by left join api_draft d on d.api_id = a.id
      where a.tenant_id = :tenant
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Apis(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * A part of them by slug; a look at one more than wanted tells whether there is a next page.
   *
   * @param text a part of the name or the slug; empty: any
   */
  public Uni<List<ApiCard>> search(Acting acting, String text, int skip, int most) {
    acting.require(Permission.SEE);
    String pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                ApiCard.class,
                SELECT
                    + " and (a.name ilike :text or a.slug ilike :text)"
                    + " order by a.slug limit :most offset :skip",
                Map.of(
                    "tenant",
                    acting.tenant().value(),
                    "text",
                    "%" + pattern + "%",
                    "skip",
                    Math.clamp(skip, 0, FURTHEST),
                    "most",
                    Math.clamp(most, 1, MOST_LISTED))));
  }

  public Uni<Optional<ApiCard>> one(Acting acting, String slug) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                session,
                ApiCard.class,
                SELECT + " and a.slug = :slug",
                Map.of("tenant", acting.tenant().value(), "slug", slug)));
  }
}

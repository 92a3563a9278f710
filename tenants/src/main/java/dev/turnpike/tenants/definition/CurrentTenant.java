package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** A tenant as it is, read as if it stood in a file: by the same reader. */
@ApplicationScoped
class CurrentTenant {
  private static final String TENANT =
      """
      select jsonb_strip_nulls(jsonb_build_object(
        'tenant', t.slug, 'name', t.name, 'publishes', t.publishes,
        'support', case when t.support_email is not null or t.support_url is not null
          then jsonb_build_object('email', t.support_email, 'url', t.support_url) end,
        'brand', case when t.brand_accent is not null
          then jsonb_build_object('accent', t.brand_accent) end,
        'sign_up', (select jsonb_build_object('policy', s.policy, 'domains', to_jsonb(s.domains))
          from sign_up_policy s where s.tenant_id = t.id))) as tree,
      (select coalesce(jsonb_agg(p.email), '[]') from membership m
        join person p on p.id = m.person_id where m.tenant_id = t.id) as members
      from tenant t where t.id = :tenant
      """;

  private static final String PEOPLE =
      """
      select jsonb_build_object('email', p.email, 'name', p.name, 'roles', to_jsonb(m.roles)) as tree
      from membership m join person p on p.id = m.person_id where m.tenant_id = :tenant
      union all
      select jsonb_build_object('email', i.email, 'roles', to_jsonb(i.roles)) from invitation i
      where i.tenant_id = :tenant and i.accepted_at is null and i.withdrawn_at is null
        and not exists (select from membership m join person p on p.id = m.person_id
          where m.tenant_id = :tenant and p.email = i.email)
      """;

  private static final String TEAMS =
      """
      select jsonb_build_object('slug', t.slug, 'name', t.name, 'members',
        (select coalesce(jsonb_agg(p.email), '[]') from team_member m
          join person p on p.id = m.person_id where m.team_id = t.id)) as tree
      from team t where t.tenant_id = :tenant
      """;

  private static final String APIS =
      """
      select jsonb_build_object('slug', a.slug, 'name', a.name, 'description', a.description,
        'stage', case a.stage when 'deprecated' then 'published' else a.stage end,
        'visibility', a.visibility, 'listed_for', listed_for(a.id), 'dialect', a.dialect,
        'disclosure', a.disclosure)
        || coalesce(case when a.stage = 'draft' then d.terms else r.terms end, '{}') as tree
      from api a left join api_release r on r.id = a.release_id
      left join api_draft d on d.api_id = a.id
      where a.tenant_id = :tenant
      """;

  private static final String PRODUCTS =
      """
      select jsonb_strip_nulls(jsonb_build_object('slug', p.slug, 'name', p.name,
        'description', p.description, 'message', p.message, 'tags', to_jsonb(p.tags),
        'apis', (select coalesce(jsonb_agg(a.slug), '[]') from product_api pa
          join api a on a.id = pa.api_id where pa.product_id = p.id),
        'eligibility', (select jsonb_build_object('url', e.url, 'secret', e.secret_ref,
            'cache_seconds', e.cache_seconds, 'timeout_millis', e.timeout_millis)
          from eligibility_hook e where e.product_id = p.id),
        'plans', (select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'name', l.name,
            'on_sale', l.on_sale) || r.terms order by l.position, l.slug), '[]')
          from plan l join lateral (select terms from plan_revision where plan_id = l.id
            order by number desc limit 1) r on true
          where l.product_id = p.id))) as tree
      from product p where p.tenant_id = :tenant order by p.position, p.slug
      """;

  private static final String APPLICATIONS =
      """
      select jsonb_strip_nulls(jsonb_build_object('slug', a.slug, 'name', a.name, 'team', t.slug))
        as tree
      from application a left join team t on t.id = a.team_id where a.tenant_id = :tenant
      """;

  private final Rows rows;

  CurrentTenant(Rows rows) {
    this.rows = rows;
  }

  /**
   * @param members addresses of who has a seat; the others are invited
   */
  record Known(TenantFile file, Set<String> members) {
    Known {
      members = Set.copyOf(members);
    }
  }

  /** In a transaction of the tenant. */
  Uni<Known> read(Mutiny.Session session, TenantId tenant) {
    Map<String, ?> whose = Map.of("tenant", tenant.value());
    return rows.first(session, TenantRow.class, TENANT, whose)
        .map(found -> found.orElseThrow())
        .call(row -> section(session, row, "people", PEOPLE, whose))
        .call(row -> section(session, row, "teams", TEAMS, whose))
        .call(row -> section(session, row, "apis", APIS, whose))
        .call(row -> section(session, row, "products", PRODUCTS, whose))
        .call(row -> section(session, row, "applications", APPLICATIONS, whose))
        .map(row -> new Known(file(row.tree()), Set.copyOf(row.members())));
  }

  private Uni<Void> section(
      Mutiny.Session session, TenantRow row, String name, String sql, Map<String, ?> whose) {
    return rows.list(session, TreeRow.class, sql, whose)
        .invoke(
            all -> {
              com.fasterxml.jackson.databind.node.ArrayNode list = row.tree().putArray(name);
              all.forEach(each -> list.add(each.tree()));
            })
        .replaceWithVoid();
  }

  /** What was sound when it came in may break a rule that came later: it is told as it is. */
  private static TenantFile file(JsonNode tree) {
    return TenantReader.read(tree).file();
  }

  @RegisterForReflection
  record TenantRow(com.fasterxml.jackson.databind.node.ObjectNode tree, List<String> members) {}

  @RegisterForReflection
  record TreeRow(JsonNode tree) {}
}

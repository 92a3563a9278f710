package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.eligibility.Hooks;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.publishing.Releases;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tenant's catalogue what its file says. Idempotent: rows are found by their slugs, and a
 * plan gets a new revision only when its terms differ from the last one's.
 */
@ApplicationScoped
public class Definitions {
  private final Tenancy tenancy;
  private final Rows rows;
  private final ObjectMapper json;
  private final Hooks hooks;
  private final Releases releases;
  private final Ids ids;
  private final Clock clock;

  Definitions(
      Tenancy tenancy,
      Rows rows,
      ObjectMapper json,
      Hooks hooks,
      Releases releases,
      Ids ids,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.json = json;
    this.hooks = hooks;
    this.releases = releases;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Founds the tenant if it is new, then brings its APIs, products and plans up to the file.
   *
   * @param origins turns the file's origin into the address that is called
   */
  public Uni<TenantId> apply(TenantFile file, UnaryOperator<String> origins) {
    return found(file)
        .call(
            tenant ->
                tenancy.as(
                    tenant,
                    session ->
                        each(file.apis(), api -> applyApi(session, tenant, api, origins))
                            .chain(() -> applyProducts(session, tenant, file.products()))));
  }

  private Uni<TenantId> found(TenantFile file) {
    TenantFile.Support support =
        file.support() == null ? new TenantFile.Support(null, null) : file.support();
    return tenancy.asNobody(
        session ->
            returned(
                    session,
                    """
                    select found_tenant(:id, :slug, :name, :publishes,
                      cast(:email as text), cast(:url as text), :now)
                    """,
                    with("id", ids.next())
                        .and("slug", file.tenant())
                        .and("name", file.name())
                        .and("publishes", file.publishes())
                        .and("email", support.email())
                        .and("url", support.url())
                        .and("now", clock.instant()))
                .map(TenantId::new));
  }

  private Uni<Void> applyApi(
      Mutiny.Session session,
      TenantId tenant,
      TenantFile.ApiEntry api,
      UnaryOperator<String> origins) {
    return returned(
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
                .and("description", or(api.description(), ""))
                .and("visibility", or(api.visibility(), "public"))
                .and("dialect", or(api.dialect(), "problem"))
                .and("disclosure", or(api.disclosure(), "full"))
                .and("now", clock.instant()))
        .map(ApiId::new)
        .chain(id -> release(session, tenant, id, api, origins.apply(api.origin())));
  }

  /** A new release where the file wishes something else than is live; the rest stays as it is. */
  private Uni<Void> release(
      Mutiny.Session session, TenantId tenant, ApiId id, TenantFile.ApiEntry api, String origin) {
    List<OperationTerms> operations =
        api.operations().stream().map(TenantFile.OperationEntry::terms).toList();
    return releases
        .live(session, id)
        .map(
            live -> {
              OriginTerms origins =
                  new OriginTerms(
                      origin,
                      live.map(ApiTerms::origins).map(OriginTerms::testOrigin).orElse(null));
              return live.orElseGet(() -> ApiTerms.of(origins))
                  .withOrigins(origins)
                  .withOperations(operations);
            })
        .chain(terms -> releases.put(session, tenant, id, terms, "From the tenant's file."));
  }

  private Uni<Void> applyProducts(
      Mutiny.Session session, TenantId tenant, List<TenantFile.ProductEntry> products) {
    return each(
        products,
        product ->
            returned(
                    session,
                    """
                    insert into product (id, tenant_id, slug, name, description, message, tags,
                      position)
                    values (:id, :tenant, :slug, :name, :description, cast(:message as text),
                      string_to_array(cast(:tags as text), ' '), :position)
                    on conflict (tenant_id, slug) do update set name = excluded.name,
                      description = excluded.description, message = excluded.message,
                      tags = excluded.tags, position = excluded.position
                    returning id
                    """,
                    with("id", ids.next())
                        .and("tenant", tenant.value())
                        .and("slug", product.slug())
                        .and("name", product.name())
                        .and("description", or(product.description(), ""))
                        .and("message", product.message())
                        .and("tags", String.join(" ", product.tags()))
                        .and("position", products.indexOf(product)))
                .call(id -> applyProductApis(session, tenant, id, product.apis()))
                .call(id -> applyEligibility(session, tenant, product))
                .chain(id -> applyPlans(session, tenant, id, product.plans())));
  }

  /** A product whose file says nothing of it keeps what was set otherwise. */
  private Uni<Integer> applyEligibility(
      Mutiny.Session session, TenantId tenant, TenantFile.ProductEntry product) {
    TenantFile.EligibilityEntry entry = product.eligibility();
    return entry == null
        ? Uni.createFrom().item(0)
        : hooks.put(session, tenant, product.slug(), entry.wanted(), entry.secret());
  }

  private Uni<Integer> applyProductApis(
      Mutiny.Session session, TenantId tenant, UUID product, List<String> apis) {
    return rows.change(
        session,
        """
        insert into product_api (tenant_id, product_id, api_id)
        select tenant_id, :product, id from api
        where tenant_id = :tenant and slug = any(string_to_array(:slugs, ','))
        on conflict do nothing
        """,
        with("product", product)
            .and("tenant", tenant.value())
            .and("slugs", String.join(",", apis)));
  }

  private Uni<Void> applyPlans(
      Mutiny.Session session, TenantId tenant, UUID product, List<TenantFile.PlanEntry> plans) {
    return each(
        plans,
        plan ->
            returned(
                    session,
                    """
                    insert into plan (id, tenant_id, product_id, slug, name, position, on_sale)
                    values (:id, :tenant, :product, :slug, :name, :position, :sale)
                    on conflict (product_id, slug) do update set name = excluded.name,
                      position = excluded.position, on_sale = excluded.on_sale
                    returning id
                    """,
                    with("id", ids.next())
                        .and("tenant", tenant.value())
                        .and("product", product)
                        .and("slug", plan.slug())
                        .and("name", plan.name())
                        .and("position", plans.indexOf(plan))
                        .and("sale", plan.onSale()))
                .chain(id -> applyTerms(session, tenant, id, plan.terms())));
  }

  private Uni<Void> applyTerms(
      Mutiny.Session session, TenantId tenant, UUID plan, PlanTerms terms) {
    return rows.change(
            session,
            """
            insert into plan_revision (id, tenant_id, plan_id, number, terms, published_at)
            select :id, :tenant, :plan, coalesce(max(number), 0) + 1, cast(cast(:terms as text) as jsonb), :now
            from plan_revision where plan_id = :plan
            having not exists (select from plan_revision last where last.plan_id = :plan
              and last.terms = cast(cast(:terms as text) as jsonb)
              and last.number = (select max(number) from plan_revision where plan_id = :plan))
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("plan", plan)
                .and("terms", text(terms))
                .and("now", clock.instant()))
        .replaceWithVoid();
  }

  private String text(PlanTerms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A statement that answers one id. */
  static Uni<UUID> returned(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    Mutiny.SelectionQuery<UUID> query = session.createNativeQuery(sql, UUID.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  /** One after the other: a session has one connection. */
  static <T> Uni<Void> each(List<T> items, java.util.function.Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> work.apply(item).replaceWith(item))
        .collect()
        .last()
        .replaceWithVoid();
  }

  static Parameters with(String name, @Nullable Object value) {
    return new Parameters().and(name, value);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /** Named parameters, of which some may be null. */
  static final class Parameters extends HashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;

    Parameters and(String name, @Nullable Object value) {
      put(name, value);
      return this;
    }
  }
}

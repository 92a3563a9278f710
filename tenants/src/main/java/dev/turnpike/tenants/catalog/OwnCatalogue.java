package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
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

/** What a tenant itself publishes, drafts included, for its own people. */
@ApplicationScoped
public class OwnCatalogue {
  private static final int MOST_LISTED = 500;
  private static final int FURTHEST = 100_000;

  private static final String APIS =
      """
      select a.id, a.slug, a.name, a.description, a.stage, a.visibility, a.dialect,
        a.disclosure, a.created_at, coalesce(r.terms, d.terms, '{}') as terms
      from api a left join api_release r on r.id = a.release_id
      left join api_draft d on d.api_id = a.id
      where a.tenant_id = :tenant order by a.slug limit :most
      """;

  private static final String PRODUCTS =
      """
      select p.id, p.slug, p.name, p.description, p.message,
        (select coalesce(jsonb_agg(a.slug order by a.slug), '[]')
          from product_api pa join api a on a.id = pa.api_id where pa.product_id = p.id) as apis,
        (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'slug', l.slug, 'name', l.name,
            'on_sale', l.on_sale, 'revision', r.number, 'terms', r.terms)
            order by l.position, l.slug), '[]')
          from plan l
          join lateral (select number, terms from plan_revision where plan_id = l.id
            order by number desc limit 1) r on true
          where l.product_id = p.id) as plans
      from product p where p.tenant_id = :tenant
      """;

  /** The page is cut from names alone; the plans are read of the products on it. */
  private static final String PAGE =
      """
       and p.id in (select id from product
        where tenant_id = :tenant and (name ilike :text or slug ilike :text)
        order by position, slug limit :most offset :skip)
      order by p.position, p.slug
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  OwnCatalogue(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** By slug. */
  public Uni<List<PublishedApi>> apis(Acting acting) {
    return list(acting, ApiRow.class, APIS)
        .map(found -> found.stream().map(ApiRow::toApi).toList());
  }

  /** In the publisher's order. */
  public Uni<List<PublishedProduct>> products(Acting acting) {
    return list(acting, ProductRow.class, PRODUCTS + " order by p.position, p.slug limit :most")
        .map(found -> found.stream().map(ProductRow::toProduct).toList());
  }

  /**
   * A part of them; a look at one more than wanted tells whether there is a next page.
   *
   * @param text a part of the name or the slug; empty: any
   */
  public Uni<List<PublishedProduct>> search(Acting acting, String text, int skip, int most) {
    acting.require(Permission.SEE);
    String pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    ProductRow.class,
                    PRODUCTS + PAGE,
                    Map.of(
                        "tenant",
                        acting.tenant().value(),
                        "text",
                        "%" + pattern + "%",
                        "skip",
                        Math.clamp(skip, 0, FURTHEST),
                        "most",
                        Math.clamp(most, 1, MOST_LISTED))))
        .map(found -> found.stream().map(ProductRow::toProduct).toList());
  }

  private <T> Uni<List<T>> list(Acting acting, Class<T> type, String sql) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                type,
                sql,
                Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)));
  }

  @RegisterForReflection
  record ApiRow(
      UUID id,
      String slug,
      String name,
      String description,
      String stage,
      String visibility,
      String dialect,
      String disclosure,
      Instant createdAt,
      ApiTerms terms) {
    PublishedApi toApi() {
      return new PublishedApi(
          new ApiId(id),
          slug,
          name,
          description,
          stage,
          visibility,
          terms.origins() == null ? "" : terms.origins().shown(),
          dialect,
          disclosure,
          createdAt,
          terms.operations().stream()
              .map(
                  o -> new PublishedApi.Operation(o.id(), o.method(), o.path(), o.line(), o.once()))
              .toList());
    }
  }

  @RegisterForReflection
  record ProductRow(
      UUID id,
      String slug,
      String name,
      String description,
      @Nullable String message,
      List<String> apis,
      List<PlanRow> plans) {
    PublishedProduct toProduct() {
      return new PublishedProduct(
          new ProductId(id),
          slug,
          name,
          description,
          message,
          apis,
          plans.stream().map(PlanRow::toPlan).toList());
    }
  }

  @RegisterForReflection
  record PlanRow(UUID id, String slug, String name, boolean onSale, int revision, PlanTerms terms) {
    PublishedProduct.Plan toPlan() {
      return new PublishedProduct.Plan(new PlanId(id), slug, name, onSale, revision, terms);
    }
  }
}

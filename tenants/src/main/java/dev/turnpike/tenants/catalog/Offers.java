package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a publisher sells, as far as the reader may know: the shop's window. */
@ApplicationScoped
public class Offers {
  private static final int MOST_LISTED = 200;

  /** Row-level security leaves what the reader may know of; a product without an API is hidden. */
  private static final String SELECT =
      """
      select p.slug, p.name, p.description,
        (select coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name,
            'description', a.description, 'stage', a.stage, 'operations',
            (select coalesce(jsonb_agg(jsonb_build_object('method', o.method, 'path', o.path,
                'summary', o.summary) order by o.position), '[]')
              from operation o where o.api_id = a.id)) order by a.name), '[]')
          from api a join product_api pa on pa.api_id = a.id
          where pa.product_id = p.id and a.stage in ('published', 'deprecated')) as apis,
        (select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'name', l.name, 'terms',
            (select r.terms from plan_revision r where r.plan_id = l.id
              order by r.number desc limit 1)) order by l.position, l.slug), '[]')
          from plan l where l.product_id = p.id and l.on_sale
            and exists (select from plan_revision r where r.plan_id = l.id)) as plans
      from product p
      where p.tenant_id = :publisher and exists (
        select from product_api pa join api a on a.id = pa.api_id
        where pa.product_id = p.id and a.stage in ('published', 'deprecated'))
      order by p.position, p.name limit :most
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Offers(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** What anybody may know; with a reader also what is listed for that tenant. */
  public Uni<List<Offer>> of(TenantId publisher, Optional<TenantId> reader) {
    return reader
        .map(tenant -> tenancy.as(tenant, session -> list(session, publisher)))
        .orElseGet(() -> tenancy.asNobody(session -> list(session, publisher)))
        .map(found -> found.stream().map(OfferRow::toOffer).toList());
  }

  private Uni<List<OfferRow>> list(Mutiny.Session session, TenantId publisher) {
    return rows.list(
        session,
        OfferRow.class,
        SELECT,
        Map.of("publisher", publisher.value(), "most", MOST_LISTED));
  }

  @RegisterForReflection
  record OfferRow(
      String slug, String name, String description, List<ApiRow> apis, List<PlanRow> plans) {
    Offer toOffer() {
      return new Offer(
          slug,
          name,
          description,
          apis.stream().map(ApiRow::toApi).toList(),
          plans.stream().map(PlanRow::toPlan).toList());
    }
  }

  @RegisterForReflection
  record ApiRow(
      String slug, String name, String description, String stage, List<OperationRow> operations) {
    Offer.OfferedApi toApi() {
      return new Offer.OfferedApi(
          slug,
          name,
          description,
          stage,
          operations.stream().map(OperationRow::toOperation).toList());
    }
  }

  @RegisterForReflection
  record OperationRow(String method, String path, String summary) {
    Offer.OfferedOperation toOperation() {
      return new Offer.OfferedOperation(method, path, summary);
    }
  }

  @RegisterForReflection
  record PlanRow(String slug, String name, PlanTerms terms) {
    Offer.OfferedPlan toPlan() {
      return new Offer.OfferedPlan(slug, name, terms);
    }
  }
}

package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a publisher sells, as far as the reader may know: the shop's window. */
@ApplicationScoped
public class Offers {
  private static final int MOST_LISTED = 200;

  /** Row-level security leaves what the reader may know of; a product without an API is hidden. */
  private static final String SELECT =
      """
      select p.slug, p.name, p.description, to_jsonb(p.tags) as tags,
        (select coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name,
            'description', a.description, 'stage', a.stage, 'operations',
            (select coalesce(jsonb_agg(jsonb_build_object('method', o.method, 'path', o.path,
                'summary', o.summary) order by o.position), '[]')
              from operation o where o.api_id = a.id and o.id in (select x.id from operation x
                where x.api_id = a.id order by x.position limit 20))) order by a.name), '[]')
          from api a join product_api pa on pa.api_id = a.id
          where pa.product_id = p.id and a.stage in ('published', 'deprecated')) as apis,
        (select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'name', l.name, 'terms',
            (select r.terms from plan_revision r where r.plan_id = l.id
              order by r.number desc limit 1)) order by l.position, l.slug), '[]')
          from plan l where l.product_id = p.id and l.on_sale
            and exists (select from plan_revision r where r.plan_id = l.id)) as plans
      from product p
      """;

  private static final String ON_OFFER =
      """
      p.tenant_id = :publisher and exists (
        select from product_api pa join api a on a.id = pa.api_id
        where pa.product_id = p.id and a.stage in ('published', 'deprecated'))
      """;

  private static final String WANTED =
      """
      and (cast(:tag as text) = '' or cast(:tag as text) = any(p.tags))
      and (cast(:like as text) = '' or p.name ilike :like or p.description ilike :like
        or array_to_string(p.tags, ' ') ilike :like or exists (
          select from product_api pa join api a on a.id = pa.api_id
          where pa.product_id = p.id and a.stage in ('published', 'deprecated')
            and (a.name ilike :like or a.description ilike :like)))
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Offers(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** What anybody may know; with a reader also what is listed for that tenant. */
  public Uni<List<Offer>> of(TenantId publisher, Optional<TenantId> reader) {
    return as(
            reader,
            session ->
                rows.list(
                    session,
                    OfferRow.class,
                    SELECT + " where " + ON_OFFER + " order by p.position, p.name limit :most",
                    Map.of("publisher", publisher.value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(OfferRow::toOffer).toList());
  }

  /** One product of those; empty when the reader may not know it. */
  public Uni<Optional<Offer>> find(TenantId publisher, String product, Optional<TenantId> reader) {
    return as(
            reader,
            session ->
                rows.first(
                    session,
                    OfferRow.class,
                    SELECT + " where " + ON_OFFER + " and p.slug = :product",
                    Map.of("publisher", publisher.value(), "product", product)))
        .map(found -> found.map(OfferRow::toOffer));
  }

  /**
   * One page of the products that a search leaves.
   *
   * @param total how many the search leaves on all pages
   * @param tags that products of this publisher are filed under, the most used first, at most 30
   */
  public record Found(List<Offer> offers, long total, List<Tag> tags) {
    public Found {
      offers = List.copyOf(offers);
      tags = List.copyOf(tags);
    }
  }

  /** A word that products are filed under, and how many are. */
  @RegisterForReflection
  public record Tag(String tag, long products) {}

  @RegisterForReflection
  record Total(long total) {}

  /** The publisher's products that match, in the publisher's order. */
  public Uni<Found> search(TenantId publisher, OfferQuery query, Optional<TenantId> reader) {
    Map<String, Object> which =
        Map.of("publisher", publisher.value(), "tag", query.tag(), "like", query.pattern());
    Map<String, Object> page = new HashMap<>(which);
    page.put("most", OfferQuery.PAGE);
    page.put("skip", query.skipped());
    return as(
        reader,
        session ->
            rows.list(
                    session,
                    OfferRow.class,
                    SELECT
                        + " where p.id in (select p.id from product p where "
                        + ON_OFFER
                        + WANTED
                        + " order by p.position, p.name limit :most offset :skip)"
                        + " order by p.position, p.name",
                    page)
                .chain(
                    offers ->
                        rows.first(
                                session,
                                Total.class,
                                "select count(*) as total from product p where "
                                    + ON_OFFER
                                    + WANTED,
                                which)
                            .chain(
                                total ->
                                    tags(session, publisher)
                                        .map(
                                            tags ->
                                                new Found(
                                                    offers.stream().map(OfferRow::toOffer).toList(),
                                                    total.map(Total::total).orElse(0L),
                                                    tags)))));
  }

  private Uni<List<Tag>> tags(Mutiny.Session session, TenantId publisher) {
    return rows.list(
        session,
        Tag.class,
        "select t.tag, count(*) as products from product p, unnest(p.tags) as t (tag) where "
            + ON_OFFER
            + " group by t.tag order by count(*) desc, t.tag limit 30",
        Map.of("publisher", publisher.value()));
  }

  private <T> Uni<T> as(Optional<TenantId> reader, Function<Mutiny.Session, Uni<T>> work) {
    return reader.map(tenant -> tenancy.as(tenant, work)).orElseGet(() -> tenancy.asNobody(work));
  }

  @RegisterForReflection
  record OfferRow(
      String slug,
      String name,
      String description,
      List<String> tags,
      List<ApiRow> apis,
      List<PlanRow> plans) {
    Offer toOffer() {
      return new Offer(
          slug,
          name,
          description,
          tags,
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

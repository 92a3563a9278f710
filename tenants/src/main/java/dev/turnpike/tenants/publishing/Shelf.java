package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.publishing.ReleaseRows.ApiRow;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which products an API is sold in; a product without a plan sells nothing yet. */
@ApplicationScoped
public class Shelf {
  private static final int MOST_LISTED = 100;

  private final Tenancy tenancy;
  private final ReleaseRows apis;
  private final Rows rows;
  private final Ids ids;
  private final Audit audit;

  Shelf(Tenancy tenancy, ReleaseRows apis, Rows rows, Ids ids, Audit audit) {
    this.tenancy = tenancy;
    this.apis = apis;
    this.rows = rows;
    this.ids = ids;
    this.audit = audit;
  }

  /** A product that contains the API, and how many plans of it are on sale. */
  @RegisterForReflection
  public record Place(String slug, String name, long plans) {}

  /** In the publisher's order. */
  public Uni<List<Place>> of(Acting acting, String api) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Place.class,
                """
                select p.slug, p.name,
                  (select count(*) from plan l where l.product_id = p.id and l.on_sale) as plans
                from product p join product_api x on x.product_id = p.id join api a on a.id = x.api_id
                where a.tenant_id = :tenant and a.slug = :api order by p.position, p.slug limit :most
                """,
                Map.of("tenant", acting.tenant().value(), "api", api, "most", MOST_LISTED)));
  }

  /** Puts the API into a product, which is made when there is none of this slug. */
  public Uni<PublishAnswer> put(Acting acting, String api, String product, String name) {
    acting.require(Permission.EDIT_CATALOGUE);
    ApiFacts asked = ApiFacts.of(product, name);
    if (!asked.faults().isEmpty()) {
      return Uni.createFrom().item(new PublishAnswer.Invalid(asked.faults()));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            apis.locked(session, acting.tenant(), api)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new PublishAnswer.Unknown())
                            : put(session, acting, found.get(), asked)));
  }

  private Uni<PublishAnswer> put(
      Mutiny.Session session, Acting acting, ApiRow api, ApiFacts product) {
    UUID tenant = acting.tenant().value();
    return rows.change(
            session,
            """
            insert into product (id, tenant_id, slug, name, position)
            select :id, :tenant, :slug, :name,
              (select coalesce(max(position), -1) + 1 from product where tenant_id = :tenant)
            on conflict (tenant_id, slug) do nothing
            """,
            Map.of(
                "id", ids.next(), "tenant", tenant, "slug", product.slug(), "name", product.name()))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into product_api (tenant_id, product_id, api_id)
                    select :tenant, p.id, :api from product p
                    where p.tenant_id = :tenant and p.slug = :slug
                    on conflict do nothing
                    """,
                    Map.of("tenant", tenant, "api", api.id(), "slug", product.slug())))
        .call(
            put ->
                put == 0
                    ? Uni.createFrom().voidItem()
                    : audit.note(
                        session,
                        acting.tenant(),
                        acting.person(),
                        "api.sold",
                        "api",
                        api.id().toString(),
                        Map.of("api", api.slug(), "product", product.slug())))
        .chain(() -> apis.draft(session, api.id()))
        .chain(
            draft ->
                draft.isPresent()
                    ? Uni.createFrom().item(draft.get())
                    : apis.live(session, api.id())
                        .map(Optional::orElseThrow)
                        .map(
                            r ->
                                new Draft(
                                    r.terms(),
                                    r.document(),
                                    r.publishedBy(),
                                    r.publishedAt(),
                                    false)))
        .map(PublishAnswer.Kept::new);
  }
}

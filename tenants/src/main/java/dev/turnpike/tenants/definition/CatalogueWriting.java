package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Writing.each;
import static dev.turnpike.tenants.definition.Writing.with;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.definition.TenantFile.EligibilityEntry;
import dev.turnpike.tenants.definition.TenantFile.PlanEntry;
import dev.turnpike.tenants.definition.TenantFile.ProductEntry;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.secret.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * APIs, products and plans as a file has them. A plan gets a new revision only when its terms
 * differ from the last one's; what is retired is sold no more, and whoever has it keeps it.
 */
@ApplicationScoped
class CatalogueWriting {
  private final Rows rows;
  private final ObjectMapper json;
  private final ApiWriting apis;
  private final Secrets secrets;
  private final Ids ids;
  private final Clock clock;

  CatalogueWriting(
      Rows rows, ObjectMapper json, ApiWriting apis, Secrets secrets, Ids ids, Clock clock) {
    this.rows = rows;
    this.json = json;
    this.apis = apis;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Void> write(Mutiny.Session session, TenantId tenant, Writing.Wish wish) {
    List<ProductEntry> products = TenantFile.orEmpty(wish.file().products());
    return apis.write(session, tenant, wish)
        .chain(() -> each(products, product -> product(session, tenant, wish, product)))
        .chain(() -> retire(session, tenant, wish.changes()))
        .chain(() -> order(session, tenant, wish, products));
  }

  private Uni<Void> product(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, ProductEntry product) {
    String object = "products[" + product.slug() + "]";
    boolean inside = wish.changes().concern(object);
    Uni<UUID> there =
        wish.changes().touch(object)
            ? put(session, tenant, product)
            : Writing.returned(
                session,
                "select id from product where tenant_id = :tenant and slug = :slug",
                Map.of("tenant", tenant.value(), "slug", product.slug()));
    return inside || product.eligibility() != null
        ? there.chain(
            id ->
                hook(session, tenant, wish, product, id)
                    .chain(
                        () ->
                            each(
                                product.plans().stream()
                                    .filter(
                                        plan ->
                                            wish.changes().make(object)
                                                || wish.changes().touch(object(product, plan)))
                                    .toList(),
                                plan -> plan(session, tenant, wish, product, id, plan))))
        : Uni.createFrom().voidItem();
  }

  private Uni<UUID> put(Mutiny.Session session, TenantId tenant, ProductEntry product) {
    Writing.Parameters values =
        with("tenant", tenant.value())
            .and("slug", product.slug())
            .and("apis", String.join(" ", product.apis()));
    return Writing.returned(
            session,
            """
            insert into product (id, tenant_id, slug, name, description, message, tags)
            values (:id, :tenant, :slug, :name, :description, cast(:message as text),
              string_to_array(cast(:tags as text), ' '))
            on conflict (tenant_id, slug) do update set name = excluded.name,
              description = excluded.description, message = excluded.message,
              tags = excluded.tags
            returning id
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("slug", product.slug())
                .and("name", product.name())
                .and("description", product.description())
                .and("message", product.message())
                .and("tags", String.join(" ", product.tags())))
        .call(
            () ->
                rows.change(
                    session,
                    """
                    delete from product_api x using product p, api a
                    where p.id = x.product_id and a.id = x.api_id and p.tenant_id = :tenant
                      and p.slug = :slug
                      and a.slug <> all (string_to_array(cast(:apis as text), ' '))
                    """,
                    values))
        .call(
            () ->
                rows.change(
                    session,
                    """
                    insert into product_api (tenant_id, product_id, api_id)
                    select p.tenant_id, p.id, a.id from product p
                    join api a on a.tenant_id = p.tenant_id
                      and a.slug = any (string_to_array(cast(:apis as text), ' '))
                    where p.tenant_id = :tenant and p.slug = :slug
                    on conflict do nothing
                    """,
                    values));
  }

  /** Also when only the secret is another one: references stay, what they lead to is renewed. */
  private Uni<Void> hook(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, ProductEntry product, UUID id) {
    EligibilityEntry hook = product.eligibility();
    if (hook == null && wish.author() instanceof Author.Sample) {
      return Uni.createFrom().voidItem();
    }
    if (hook == null) {
      return rows.change(
              session,
              "delete from eligibility_hook where product_id = :product",
              Map.of("product", id))
          .replaceWithVoid();
    }
    Writing.Parameters values =
        with("product", id)
            .and("tenant", tenant.value())
            .and("url", hook.url())
            .and("cache", hook.cacheSeconds())
            .and("timeout", hook.timeoutMillis())
            .and("reference", hook.secret())
            .and("secret", secret(wish.file().tenant(), hook))
            .and("now", clock.instant());
    return rows.change(
            session,
            """
            insert into eligibility_hook (product_id, tenant_id, url, secret, cache_seconds,
              timeout_millis, changed_at, secret_ref)
            select :product, :tenant, :url, coalesce(cast(:secret as text),
                (select secret from eligibility_hook where product_id = :product)),
              :cache, :timeout, :now, cast(:reference as text)
            on conflict (product_id) do update set url = excluded.url, secret = excluded.secret,
              cache_seconds = excluded.cache_seconds, timeout_millis = excluded.timeout_millis,
              changed_at = excluded.changed_at, secret_ref = excluded.secret_ref
            where (eligibility_hook.url, eligibility_hook.secret, eligibility_hook.cache_seconds,
                eligibility_hook.timeout_millis, eligibility_hook.secret_ref)
              is distinct from (excluded.url, excluded.secret, excluded.cache_seconds,
                excluded.timeout_millis, excluded.secret_ref)
            """,
            values)
        .replaceWithVoid();
  }

  private @Nullable String secret(String tenant, EligibilityEntry hook) {
    if (hook.secret() == null) {
      return null;
    }
    Secrets.Answer answer =
        SecretRef.parse(hook.secret())
            .map(ref -> secrets.resolve(tenant, ref))
            .orElseGet(() -> new Secrets.Missing(SecretRef.REMEDY));
    return switch (answer) {
      case Secrets.Known(String value) -> value;
      case Secrets.Missing(String remedy) -> throw new IllegalStateException(remedy);
    };
  }

  private static String object(ProductEntry product, PlanEntry plan) {
    return "products[" + product.slug() + "].plans[" + plan.slug() + "]";
  }

  private Uni<Void> plan(
      Mutiny.Session session,
      TenantId tenant,
      Writing.Wish wish,
      ProductEntry sold,
      UUID product,
      PlanEntry plan) {
    String object = object(sold, plan);
    Set<String> beside = Set.of(object + ".name", object + ".on_sale");
    boolean otherTerms =
        wish.changes().all().stream()
            .filter(each -> object.startsWith(each.object()) && !each.object().isEmpty())
            .anyMatch(
                each ->
                    each.kind() == Change.Kind.CREATE
                        || (each.object().equals(object) && !beside.contains(each.path())));
    return Writing.returned(
            session,
            """
            insert into plan (id, tenant_id, product_id, slug, name, on_sale)
            values (:id, :tenant, :product, :slug, :name, :sale)
            on conflict (product_id, slug) do update set name = excluded.name,
              on_sale = excluded.on_sale
            returning id
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("product", product)
                .and("slug", plan.slug())
                .and("name", plan.name())
                .and("sale", plan.onSale()))
        .chain(
            id ->
                otherTerms
                    ? terms(session, tenant, id, plan.terms())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> terms(Mutiny.Session session, TenantId tenant, UUID plan, PlanTerms terms) {
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

  /** Plans go off sale, one by one or with their product. */
  private Uni<Void> retire(Mutiny.Session session, TenantId tenant, Changes changes) {
    String gone =
        changes.all().stream()
            .filter(each -> each.kind() == Change.Kind.RETIRE)
            .map(Change::object)
            .filter(object -> object.startsWith("products["))
            .collect(Collectors.joining(" "));
    return gone.isEmpty()
        ? Uni.createFrom().voidItem()
        : rows.change(
                session,
                """
                update plan l set on_sale = false from product p
                where p.id = l.product_id and p.tenant_id = :tenant and l.on_sale
                  and ('products[' || p.slug || ']' = any (string_to_array(:gone, ' '))
                    or 'products[' || p.slug || '].plans[' || l.slug || ']'
                      = any (string_to_array(:gone, ' ')))
                """,
                Map.of("tenant", tenant.value(), "gone", gone))
            .replaceWithVoid();
  }

  /** As in the file; what is not in it stays behind. */
  private Uni<Void> order(
      Mutiny.Session session, TenantId tenant, Writing.Wish wish, List<ProductEntry> products) {
    if (wish.changes().all().stream().noneMatch(each -> each.path().startsWith("products"))) {
      return Uni.createFrom().voidItem();
    }
    String slugs = products.stream().map(ProductEntry::slug).collect(Collectors.joining(" "));
    return rows.change(
            session,
            """
            update product p set position = w.place - 1
            from unnest(string_to_array(:slugs, ' ')) with ordinality w(slug, place)
            where p.tenant_id = :tenant and p.slug = w.slug and p.position <> w.place - 1
            """,
            Map.of("tenant", tenant.value(), "slugs", slugs))
        .chain(
            () ->
                each(
                    products.stream()
                        .filter(
                            product -> wish.changes().concern("products[" + product.slug() + "]"))
                        .toList(),
                    product -> order(session, tenant, product)));
  }

  private Uni<Void> order(Mutiny.Session session, TenantId tenant, ProductEntry product) {
    String slugs = product.plans().stream().map(PlanEntry::slug).collect(Collectors.joining(" "));
    return rows.change(
            session,
            """
            update plan l set position = w.place - 1
            from product p, unnest(string_to_array(:slugs, ' ')) with ordinality w(slug, place)
            where p.id = l.product_id and p.tenant_id = :tenant and p.slug = :product
              and l.slug = w.slug and l.position <> w.place - 1
            """,
            Map.of("tenant", tenant.value(), "product", product.slug(), "slugs", slugs))
        .replaceWithVoid();
  }

  private String text(PlanTerms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PlanId;
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

/**
 * A plan's history. Publishing adds a revision and changes none; new subscribers get the latest,
 * the others keep theirs. The terms are proven by being {@link PlanTerms}.
 */
@ApplicationScoped
public class Revisions {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_SLUG = 39;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_LISTED = 200;

  private static final String PLAN =
      """
      select l.id from plan l join product p on p.id = l.product_id
      where p.tenant_id = :tenant and p.slug = :product and l.slug = :plan
      """;

  private static final String LIST =
      """
      select r.id, r.number, r.published_at, r.terms,
        (select count(*) from subscription s where s.plan_revision_id = r.id
          and s.state not in ('ended', 'rejected')) as subscribers
      from plan_revision r where r.plan_id = :plan order by r.number desc limit :most
      """;

  private static final String ON_SALE =
      """
      select r.terms from plan l
      join plan x on x.product_id = l.product_id and x.id = :plan
      join lateral (select terms from plan_revision where plan_id = l.id
        order by number desc limit 1) r on true
      where l.on_sale order by (l.id <> :plan), l.position
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Ids ids;
  private final Clock clock;
  private final Audit audit;
  private final ObjectMapper json;

  Revisions(Tenancy tenancy, Rows rows, Ids ids, Clock clock, Audit audit, ObjectMapper json) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
    this.json = json;
  }

  /** A new plan, on sale at once, with its first revision. */
  public Uni<Published> create(
      Acting acting, String product, String slug, String name, PlanTerms terms) {
    acting.require(Permission.EDIT_CATALOGUE);
    if (slug.length() < 2 || slug.length() > LONGEST_SLUG || !SLUG.matcher(slug).matches()) {
      return answer(
          new Published.Invalid(
              "slug", "Write 2 to 39 small letters, digits and single hyphens, a letter first."));
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return answer(new Published.Invalid("name", "Write 1 to 100 characters."));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            plan(session, acting, product, slug)
                .chain(
                    known ->
                        known.isPresent()
                            ? answer(new Published.Taken(slug))
                            : insert(session, acting, product, slug, name.strip(), terms)));
  }

  /** A new revision of a plan; nothing when the last one says the same. */
  public Uni<Published> publish(Acting acting, String product, String plan, PlanTerms terms) {
    acting.require(Permission.EDIT_CATALOGUE);
    return tenancy.as(
        acting.tenant(),
        session ->
            plan(session, acting, product, plan)
                .chain(
                    found ->
                        found.isEmpty()
                            ? answer(new Published.Unknown())
                            : publish(session, acting, found.get(), terms)));
  }

  /** Newest first; empty when there is no such plan. */
  public Uni<List<Revision>> list(Acting acting, String product, String plan) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            plan(session, acting, product, plan)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(List.of())
                            : revisions(session, found.get())));
  }

  /** Puts a plan on sale or takes it off; subscribers are not touched. False: no such plan. */
  public Uni<Boolean> sell(Acting acting, String product, String plan, boolean onSale) {
    acting.require(Permission.EDIT_CATALOGUE);
    return tenancy.as(
        acting.tenant(),
        session ->
            plan(session, acting, product, plan)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(false)
                            : sell(session, acting, found.get(), onSale)));
  }

  private Uni<Boolean> sell(Mutiny.Session session, Acting acting, PlanId plan, boolean onSale) {
    return rows.change(
            session,
            "update plan set on_sale = :sale where id = :plan and on_sale <> :sale",
            Map.of("plan", plan.value(), "sale", onSale))
        .call(
            changed ->
                changed == 0
                    ? Uni.createFrom().voidItem()
                    : note(
                        session, acting, onSale ? "plan.on_sale" : "plan.off_sale", plan, Map.of()))
        .replaceWith(true);
  }

  private Uni<Published> insert(
      Mutiny.Session session,
      Acting acting,
      String product,
      String slug,
      String name,
      PlanTerms terms) {
    PlanId plan = new PlanId(ids.next());
    Map<String, Object> values = new HashMap<>();
    values.put("id", plan.value());
    values.put("tenant", acting.tenant().value());
    values.put("product", product);
    values.put("slug", slug);
    values.put("name", name);
    return rows.change(
            session,
            """
            insert into plan (id, tenant_id, product_id, slug, name, position)
            select :id, p.tenant_id, p.id, :slug, :name,
              (select coalesce(max(position), -1) + 1 from plan x where x.product_id = p.id)
            from product p where p.tenant_id = :tenant and p.slug = :product
            on conflict (product_id, slug) do nothing
            """,
            values)
        .chain(
            made ->
                made == 0
                    ? answer(new Published.Unknown())
                    : publish(session, acting, plan, terms));
  }

  private Uni<Published> publish(
      Mutiny.Session session, Acting acting, PlanId plan, PlanTerms terms) {
    // One publisher at a time, so that two cannot take the same number.
    return rows.change(
            session,
            "update plan set position = position where id = :plan",
            Map.of("plan", plan.value()))
        .chain(locked -> revisions(session, plan))
        .chain(
            past -> {
              if (!past.isEmpty() && past.getFirst().terms().equals(terms)) {
                return answer(new Published.Same(past.getFirst()));
              }
              int number = past.isEmpty() ? 1 : past.getFirst().number() + 1;
              Revision next =
                  new Revision(new PlanId(ids.next()), number, clock.instant(), 0, terms);
              return insert(session, acting, plan, next)
                  .chain(() -> onSale(session, plan))
                  .map(
                      all ->
                          new Published.Done(
                              next,
                              FreeProduct.faults(all).stream()
                                  .flatMap(fault -> own(fault).stream())
                                  .toList()));
            });
  }

  /** The faults of this plan, which is the first of the list. */
  private static Optional<Fault> own(Fault fault) {
    String first = "[0].";
    return fault.path().startsWith(first)
        ? Optional.of(new Fault(fault.path().substring(first.length()), fault.reason()))
        : Optional.empty();
  }

  private Uni<Void> insert(Mutiny.Session session, Acting acting, PlanId plan, Revision revision) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", revision.id().value());
    values.put("tenant", acting.tenant().value());
    values.put("plan", plan.value());
    values.put("number", revision.number());
    values.put("terms", text(revision.terms()));
    values.put("at", revision.publishedAt());
    return rows.change(
            session,
            """
            insert into plan_revision (id, tenant_id, plan_id, number, terms, published_at)
            values (:id, :tenant, :plan, :number, cast(cast(:terms as text) as jsonb), :at)
            """,
            values)
        .chain(
            () ->
                note(
                    session,
                    acting,
                    "plan.published",
                    plan,
                    Map.of("revision", revision.number())));
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, String action, PlanId plan, Map<String, ?> facts) {
    return audit.note(
        session, acting.tenant(), acting.person(), action, "plan", plan.toString(), facts);
  }

  private Uni<List<PlanTerms>> onSale(Mutiny.Session session, PlanId plan) {
    return rows.list(session, TermsRow.class, ON_SALE, Map.of("plan", plan.value()))
        .map(found -> found.stream().map(TermsRow::terms).toList());
  }

  private Uni<Optional<PlanId>> plan(
      Mutiny.Session session, Acting acting, String product, String plan) {
    return rows.first(
            session,
            IdRow.class,
            PLAN,
            Map.of("tenant", acting.tenant().value(), "product", product, "plan", plan))
        .map(found -> found.map(row -> new PlanId(row.id())));
  }

  private Uni<List<Revision>> revisions(Mutiny.Session session, PlanId plan) {
    return rows.list(
            session, RevisionRow.class, LIST, Map.of("plan", plan.value(), "most", MOST_LISTED))
        .map(found -> found.stream().map(RevisionRow::toRevision).toList());
  }

  private String text(PlanTerms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Uni<Published> answer(Published published) {
    return Uni.createFrom().item(published);
  }

  @RegisterForReflection
  record IdRow(UUID id) {}

  @RegisterForReflection
  record TermsRow(PlanTerms terms) {}

  @RegisterForReflection
  record RevisionRow(UUID id, int number, Instant publishedAt, long subscribers, PlanTerms terms) {
    Revision toRevision() {
      return new Revision(new PlanId(id), number, publishedAt, subscribers, terms);
    }
  }
}

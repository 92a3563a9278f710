package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a consumer's budgets. Each change is in force on every node within a second; a budget
 * that is removed stops counting and keeps its history.
 */
@ApplicationScoped
public class Budgets {
  private static final int MOST_LISTED = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Budgets(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** All of the tenant's own, the widest first. */
  public Uni<List<Spending>> list(Acting acting) {
    acting.require(Permission.SEE_MONEY);
    return tenancy.as(acting.tenant(), session -> spending(session, acting, "", Map.of()));
  }

  /** One of the tenant's own that was not removed. */
  public Uni<Optional<Spending>> find(Acting acting, UUID id) {
    acting.require(Permission.SEE);
    return tenancy.as(acting.tenant(), session -> find(session, acting, id));
  }

  Uni<Optional<Spending>> find(Mutiny.Session session, Acting acting, UUID id) {
    return spending(session, acting, " and b.id = :id", Map.of("id", id))
        .map(found -> found.stream().findFirst());
  }

  public Uni<BudgetAnswer> create(Acting acting, BudgetTerms terms) {
    acting.require(Permission.MANAGE_BUDGETS);
    Optional<BudgetAnswer.Invalid> wrong = terms.wrong();
    if (wrong.isPresent()) {
      return Uni.createFrom().item(wrong.get());
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            placed(session, acting, terms)
                .chain(
                    place ->
                        switch (place.wrong(terms)) {
                          case BudgetAnswer.Invalid invalid -> Uni.createFrom().item(invalid);
                          case null -> insert(session, acting, terms, place);
                        }));
  }

  /**
   * Changes all but whom it is for and its currency.
   *
   * @param version what the writer has seen; null when they do not mind
   */
  public Uni<BudgetAnswer> change(
      Acting acting, UUID id, BudgetTerms terms, @Nullable Integer version) {
    acting.require(Permission.MANAGE_BUDGETS);
    Optional<BudgetAnswer.Invalid> wrong = terms.wrong();
    if (wrong.isPresent()) {
      return Uni.createFrom().item(wrong.get());
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            find(session, acting, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new BudgetAnswer.Unknown())
                            : update(session, acting, found.get(), terms, version)));
  }

  /** Again changes nothing. */
  public Uni<BudgetAnswer> remove(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_BUDGETS);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update budget set removed_at = cast(:now as timestamptz)"
                        + " where id = :id and removed_at is null",
                    Map.of("id", id, "now", clock.instant()))
                .chain(
                    changed ->
                        changed == 0
                            ? Uni.createFrom().item(new BudgetAnswer.Unknown())
                            : done(session, acting, id, "budget.removed", Map.of())));
  }

  private Uni<List<Spending>> spending(
      Mutiny.Session session, Acting acting, String where, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("tenant", acting.tenant().value());
    values.put("most", MOST_LISTED);
    return rows.list(
            session,
            SpendingRow.class,
            SpendingRow.SELECT + where + SpendingRow.ORDER + " limit :most",
            values)
        .map(
            found ->
                found.stream()
                    .map(row -> row.spending(acting.tenantName(), clock.instant()))
                    .toList());
  }

  /** What a budget's words name in this tenant. */
  @RegisterForReflection
  record Place(
      @Nullable UUID team, @Nullable UUID application, @Nullable String key, @Nullable UUID owner) {
    BudgetAnswer.@Nullable Invalid wrong(BudgetTerms terms) {
      boolean known =
          switch (terms.scope()) {
            case "team" -> team != null;
            case "application" -> application != null;
            case "key" -> key != null;
            default -> true;
          };
      if (!known) {
        return new BudgetAnswer.Invalid("subject", "There is no such " + terms.scope() + ".");
      }
      return terms.ownerEmail().isPresent() && owner == null
          ? new BudgetAnswer.Invalid("owner", "No member has this e-mail.")
          : null;
    }
  }

  private Uni<Place> placed(Mutiny.Session session, Acting acting, BudgetTerms terms) {
    String subject = terms.subject() == null ? "" : terms.subject().strip();
    return rows.first(
            session,
            Place.class,
            """
            select
              (select id from team where tenant_id = :tenant and slug = :subject) as team,
              (select id from application where tenant_id = :tenant and slug = :subject)
                as application,
              (select id from api_key where tenant_id = :tenant and id = :subject and not hidden)
                as key,
              (select p.id from person p join membership m on m.person_id = p.id
                where m.tenant_id = :tenant and p.email = :owner) as owner
            """,
            Map.of(
                "tenant",
                acting.tenant().value(),
                "subject",
                subject,
                "owner",
                terms.ownerEmail().orElse("")))
        .map(Optional::orElseThrow);
  }

  private Uni<BudgetAnswer> insert(
      Mutiny.Session session, Acting acting, BudgetTerms terms, Place place) {
    UUID id = ids.next();
    Money amount = terms.money().orElseThrow();
    Map<String, @Nullable Object> values = values(acting, terms, place);
    values.put("id", id);
    values.put("tenant", acting.tenant().value());
    values.put("scope", terms.scope());
    values.put("team", terms.scope().equals("team") ? String.valueOf(place.team()) : null);
    values.put(
        "application",
        terms.scope().equals("application") ? String.valueOf(place.application()) : null);
    values.put("key", terms.scope().equals("key") ? place.key() : null);
    values.put("currency", amount.currency().getCurrencyCode());
    return rows.change(
            session,
            """
            insert into budget (id, tenant_id, scope, team_id, application_id, key_id, name, amount,
              currency, period, anchor, zone, hard, owner_id, created_at, changed_at)
            values (:id, :tenant, :scope, cast(cast(:team as text) as uuid),
              cast(cast(:application as text) as uuid), cast(:key as text), :name, :amount,
              :currency, :period, cast(cast(:anchor as text) as date), :zone, :hard, :owner, :now,
              :now)
            """,
            values)
        .chain(
            () ->
                done(
                    session,
                    acting,
                    id,
                    "budget.created",
                    Map.of("scope", terms.scope(), "amount", amount.toString())));
  }

  private Uni<BudgetAnswer> update(
      Mutiny.Session session,
      Acting acting,
      Spending before,
      BudgetTerms terms,
      @Nullable Integer version) {
    Money amount = terms.money().orElseThrow();
    if (!amount.currency().equals(before.budget().amount().currency())) {
      return Uni.createFrom()
          .item(new BudgetAnswer.Invalid("currency", "A budget keeps its currency."));
    }
    return placed(session, acting, terms)
        .chain(
            place -> {
              if (terms.ownerEmail().isPresent() && place.owner() == null) {
                return Uni.createFrom()
                    .item(new BudgetAnswer.Invalid("owner", "No member has this e-mail."));
              }
              Map<String, @Nullable Object> values = values(acting, terms, place);
              if (terms.ownerEmail().isEmpty()) {
                values.put("owner", before.owner().value());
              }
              values.put("id", before.budget().id());
              values.put("version", version == null ? before.version() : version);
              return rows.change(
                      session,
                      """
                      update budget set name = :name, amount = :amount, period = :period,
                        anchor = cast(cast(:anchor as text) as date), zone = :zone, hard = :hard,
                        owner_id = :owner, version = version + 1, changed_at = :now
                      where id = :id and version = :version and removed_at is null
                      """,
                      values)
                  .chain(
                      changed -> changed == 0 ? stale() : changed(session, acting, before, amount));
            });
  }

  private Uni<BudgetAnswer> changed(
      Mutiny.Session session, Acting acting, Spending before, Money amount) {
    return done(
        session,
        acting,
        before.budget().id(),
        "budget.changed",
        Map.of("from", before.budget().amount().toString(), "to", amount.toString()));
  }

  private Map<String, @Nullable Object> values(Acting acting, BudgetTerms terms, Place place) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", terms.name().strip());
    values.put("amount", terms.money().orElseThrow().micros());
    values.put("period", terms.period());
    values.put("anchor", terms.day().orElseThrow().toString());
    values.put("zone", terms.place().orElseThrow().getId());
    values.put("hard", terms.hard());
    values.put("owner", place.owner() == null ? acting.person().value() : place.owner());
    values.put("now", clock.instant());
    return values;
  }

  private Uni<BudgetAnswer> done(
      Mutiny.Session session, Acting acting, UUID id, String action, Map<String, ?> facts) {
    return audit
        .note(session, acting.tenant(), acting.person(), action, "budget", id.toString(), facts)
        .replaceWith(new BudgetAnswer.Done(id));
  }

  private static Uni<BudgetAnswer> stale() {
    return Uni.createFrom()
        .item(
            new BudgetAnswer.Conflict(
                "Somebody has changed the budget meanwhile. Look at it again."));
  }
}

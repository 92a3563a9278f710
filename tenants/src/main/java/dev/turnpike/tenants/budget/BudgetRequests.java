package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.ApplicationId;
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
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * From "my calls are refused" to a raised budget: a member asks, the budget's owner or whoever
 * manages budgets decides once. Approving raises the budget in the same transaction.
 */
@ApplicationScoped
public class BudgetRequests {
  private static final int MOST_LISTED = 200;
  private static final int LONGEST_REASON = 1_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Budgets budgets;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  BudgetRequests(Tenancy tenancy, Rows rows, Budgets budgets, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.budgets = budgets;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** All of the tenant's own: those to be decided first, then the newest. */
  public Uni<List<BudgetRequest>> list(Acting acting) {
    acting.require(Permission.SEE_MONEY);
    return tenancy.as(
        acting.tenant(),
        session ->
            requests(
                session,
                acting,
                " order by r.verdict is not null, r.asked_at desc limit :most",
                Map.of("most", MOST_LISTED)));
  }

  /** Those that this person made about one budget, the newest first. */
  public Uni<List<BudgetRequest>> mine(Acting acting, UUID budget) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            requests(
                session,
                acting,
                " and r.budget_id = :budget and r.asked_by = :person"
                    + " order by r.asked_at desc limit :most",
                Map.of("budget", budget, "person", acting.person().value(), "most", 5)));
  }

  /** Asks that the budget be this much. */
  public Uni<BudgetAnswer> ask(
      Acting acting, UUID budget, ApplicationId application, String amount, String reason) {
    acting.require(Permission.ASK_FOR_BUDGET);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return invalid("reason", "Say in 1 to " + LONGEST_REASON + " characters what it is for.");
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            budgets
                .find(session, acting, budget)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new BudgetAnswer.Unknown())
                            : ask(session, acting, found.get(), application, amount, reason)));
  }

  private Uni<BudgetAnswer> ask(
      Mutiny.Session session,
      Acting acting,
      Spending budget,
      ApplicationId application,
      String amount,
      String reason) {
    Money present = budget.budget().amount();
    Optional<Money> wanted =
        BudgetTerms.money(amount, present.currency().getCurrencyCode())
            .filter(money -> money.compareTo(present) > 0);
    if (wanted.isEmpty()) {
      return invalid("amount", "Ask for more than the present " + present + ", as a decimal.");
    }
    UUID id = ids.next();
    return rows.change(
            session,
            """
            insert into budget_request (id, tenant_id, budget_id, application_id, amount, reason,
              asked_by, asked_at)
            select :id, :tenant, :budget, a.id, :amount, :reason, :person, :now
            from application a where a.id = :application and a.tenant_id = :tenant
            on conflict (budget_id, asked_by) where verdict is null do nothing
            """,
            Map.of(
                "id",
                id,
                "tenant",
                acting.tenant().value(),
                "budget",
                budget.budget().id(),
                "application",
                application.value(),
                "amount",
                wanted.get().micros(),
                "reason",
                reason.strip(),
                "person",
                acting.person().value(),
                "now",
                clock.instant()))
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom()
                        .item(
                            new BudgetAnswer.Conflict(
                                "You have asked already; it is not decided yet."))
                    : done(session, acting, id, "budget.increase-asked", wanted.get()));
  }

  /** Raises the budget to what was asked for. */
  public Uni<BudgetAnswer> approve(Acting acting, UUID request, String words) {
    return decide(acting, request, "approved", words);
  }

  /** Leaves the budget as it is; the asker reads why. */
  public Uni<BudgetAnswer> refuse(Acting acting, UUID request, String words) {
    return words.isBlank()
        ? invalid("reason", "Say why: the asker reads it.")
        : decide(acting, request, "refused", words);
  }

  /** What a decision depends on. */
  @RegisterForReflection
  record Case(
      UUID budgetId,
      UUID askedBy,
      UUID ownerId,
      long amount,
      String currency,
      @Nullable String verdict,
      boolean alone) {}

  private Uni<BudgetAnswer> decide(Acting acting, UUID request, String verdict, String words) {
    acting.require(Permission.SEE_MONEY);
    if (words.length() > LONGEST_REASON) {
      return invalid("reason", "At most " + LONGEST_REASON + " characters.");
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Case.class,
                    """
                    select r.budget_id, r.asked_by, b.owner_id, r.amount, b.currency, r.verdict,
                      (select count(*) from membership m where m.tenant_id = :tenant) = 1 as alone
                    from budget_request r join budget b on b.id = r.budget_id
                    where r.id = :id and r.tenant_id = :tenant for update of r
                    """,
                    Map.of("id", request, "tenant", acting.tenant().value()))
                .chain(
                    found ->
                        found
                            .map(it -> decide(session, acting, request, it, verdict, words))
                            .orElseGet(() -> Uni.createFrom().item(new BudgetAnswer.Unknown()))));
  }

  private Uni<BudgetAnswer> decide(
      Mutiny.Session session, Acting acting, UUID request, Case it, String verdict, String words) {
    UUID person = acting.person().value();
    if (!it.ownerId().equals(person) && !acting.may(Permission.MANAGE_BUDGETS)) {
      return Uni.createFrom().item(new BudgetAnswer.NotTheOwner());
    }
    if (it.askedBy().equals(person) && !it.alone()) {
      return Uni.createFrom().item(new BudgetAnswer.OwnRequest());
    }
    if (it.verdict() != null) {
      return Uni.createFrom()
          .item(new BudgetAnswer.Conflict("It is " + it.verdict() + " already."));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("id", request);
    values.put("verdict", verdict);
    values.put("answer", words.strip());
    values.put("person", person);
    values.put("now", clock.instant());
    return rows.change(
            session,
            "update budget_request set verdict = :verdict, answer = :answer,"
                + " decided_by = :person, decided_at = :now where id = :id",
            values)
        .chain(() -> verdict.equals("approved") ? raise(session, it) : Uni.createFrom().item(0))
        .chain(
            () ->
                done(
                    session,
                    acting,
                    request,
                    "budget.increase-" + verdict,
                    new Money(it.amount(), Currency.getInstance(it.currency()))));
  }

  /** Never lowers one that somebody has raised further meanwhile. */
  private Uni<Integer> raise(Mutiny.Session session, Case it) {
    return rows.change(
        session,
        "update budget set amount = greatest(amount, :amount), version = version + 1,"
            + " changed_at = :now where id = :id",
        Map.of("id", it.budgetId(), "amount", it.amount(), "now", clock.instant()));
  }

  private Uni<List<BudgetRequest>> requests(
      Mutiny.Session session, Acting acting, String where, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("tenant", acting.tenant().value());
    return rows.list(session, BudgetRequestRow.class, BudgetRequestRow.SELECT + where, values)
        .map(found -> found.stream().map(BudgetRequestRow::request).toList());
  }

  private Uni<BudgetAnswer> done(
      Mutiny.Session session, Acting acting, UUID id, String action, Money amount) {
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            action,
            "budget_request",
            id.toString(),
            Map.of("amount", amount.toString()))
        .replaceWith(new BudgetAnswer.Done(id));
  }

  private static Uni<BudgetAnswer> invalid(String field, String detail) {
    return Uni.createFrom().item(new BudgetAnswer.Invalid(field, detail));
  }
}

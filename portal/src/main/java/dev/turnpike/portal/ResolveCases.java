package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.budget.BudgetRequest;
import dev.turnpike.tenants.budget.BudgetRequests;
import dev.turnpike.tenants.budget.Budgets;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.DenialToken;
import dev.turnpike.tenants.decision.DenialTokens;
import dev.turnpike.tenants.kernel.ThisContext;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.tenants.usage.Denials;
import dev.turnpike.tenants.usage.Denied;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Finds the case behind a link of a 402, for a member of the tenant whose call it was. */
@ApplicationScoped
class ResolveCases {
  private static final int LOOKS = 4;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  private final Frame frame;
  private final Publishers publishers;
  private final DenialTokens tokens;
  private final Denials denials;
  private final Accounts accounts;
  private final Invoices invoices;
  private final Subscriptions subscriptions;
  private final PlanChanges changes;
  private final Payments payments;
  private final Tenants tenants;
  private final Budgets budgets;
  private final BudgetRequests wishes;

  ResolveCases(
      Frame frame,
      Publishers publishers,
      DenialTokens tokens,
      Denials denials,
      Accounts accounts,
      Invoices invoices,
      Subscriptions subscriptions,
      PlanChanges changes,
      Payments payments,
      Tenants tenants,
      Budgets budgets,
      BudgetRequests wishes) {
    this.frame = frame;
    this.publishers = publishers;
    this.tokens = tokens;
    this.denials = denials;
    this.accounts = accounts;
    this.invoices = invoices;
    this.subscriptions = subscriptions;
    this.changes = changes;
    this.payments = payments;
    this.tenants = tenants;
    this.budgets = budgets;
    this.wishes = wishes;
  }

  /**
   * A stranger is sent to log in, whatever the id; for a visitor of another tenant the answer is
   * that of an id that does not exist.
   */
  Uni<ResolveCase> find(String publisher, String id) {
    Visitor visitor = frame.visitor();
    DenialToken token = tokens.open(id).orElseThrow(NotFoundException::new);
    Acting acting = acting(visitor, token).orElseThrow(NotFoundException::new);
    return publishers
        .named(publisher)
        .map(
            found -> {
              if (!found.id().equals(token.publisher())) {
                throw new NotFoundException();
              }
              return found;
            })
        .chain(found -> load(found, acting, token, id));
  }

  private static Optional<Acting> acting(Visitor visitor, DenialToken token) {
    return visitor.memberships().stream()
        .filter(membership -> membership.tenant().equals(token.consumer()))
        .map(Membership::slug)
        .findFirst()
        .flatMap(visitor::in);
  }

  /** The id without its prefix is how the log and the payments know the denial. */
  static String bare(String id) {
    return id.substring(id.indexOf('_') + 1);
  }

  private Uni<ResolveCase> load(Tenant publisher, Acting acting, DenialToken token, String id) {
    return Uni.combine()
        .all()
        .unis(
            denied(acting, bare(id), LOOKS, ThisContext.executor()),
            accounts.between(acting.tenant(), publisher.id()),
            token.invoice() == null
                ? Uni.createFrom().item(Optional.<Invoices.Invoice>empty())
                : invoices.find(acting.tenant(), token.invoice()),
            token.subscription() == null
                ? Uni.createFrom().item(Optional.<Subscribed>empty())
                : subscriptions.find(acting, token.subscription()),
            token.subscription() == null
                ? Uni.createFrom().item(List.<PlanChanges.Choice>of())
                : changes.choices(acting, token.subscription()),
            payments.ofDenial(acting.tenant(), bare(id)),
            acting.may(Permission.PAY)
                ? Uni.createFrom().item(List.<Member>of())
                : tenants.whoMay(acting, Permission.PAY),
            budget(acting, token))
        .usingConcurrencyOf(1)
        .with(
            (denied, account, invoice, subscription, plans, paid, payers, budget) ->
                new ResolveCase(
                    id,
                    publisher,
                    acting,
                    token,
                    denied,
                    account,
                    invoice,
                    subscription,
                    plans,
                    paid,
                    payers,
                    budget.spending(),
                    budget.wishes()));
  }

  private record UsedUp(Optional<Spending> spending, List<BudgetRequest> wishes) {}

  private Uni<UsedUp> budget(Acting acting, DenialToken token) {
    if (token.code() != Code.BUDGET_EXHAUSTED || token.limit() == null) {
      return Uni.createFrom().item(new UsedUp(Optional.empty(), List.of()));
    }
    UUID id = UUID.fromString(token.limit());
    return budgets
        .find(acting, id)
        .chain(found -> wishes.mine(acting, id).map(asked -> new UsedUp(found, asked)));
  }

  /**
   * The log is written a moment after the answer, and who follows the link at once is faster. What
   * a killed process could not write any more is never there: the page then tells what the id
   * seals.
   */
  private Uni<Optional<Denied>> denied(Acting acting, String id, int looks, Executor here) {
    return denials
        .find(acting, id)
        .chain(
            found ->
                found.isPresent() || looks == 1
                    ? Uni.createFrom().item(found)
                    : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(BETWEEN_LOOKS)
                        .emitOn(here)
                        .chain(() -> denied(acting, id, looks - 1, here)));
  }
}

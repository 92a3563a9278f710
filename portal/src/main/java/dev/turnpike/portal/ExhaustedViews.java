package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Exhausted;
import dev.turnpike.tenants.budget.BudgetRequest;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** What the page of a refused call tells of the budget that refused it, and how to ask for more. */
@ApplicationScoped
class ExhaustedViews {
  private final BudgetText text;
  private final BudgetViews budgets;

  ExhaustedViews(BudgetText text, BudgetViews budgets) {
    this.text = text;
    this.budgets = budgets;
  }

  Exhausted of(ResolveCase found) {
    Acting acting = found.acting();
    Spending it = found.budget().orElseThrow();
    Money amount = it.budget().amount();
    boolean waits = found.wishes().stream().anyMatch(BudgetRequest::isOpen);
    boolean decides = acting.may(Permission.MANAGE_BUDGETS) || it.owner().equals(acting.person());
    return new Exhausted(
        budgets.gauge(it),
        text.resolveText(
            it.budget().name(),
            Formats.amount(amount),
            it.budget().window().name().toLowerCase(Locale.ROOT),
            Formats.amount(it.used()),
            Formats.amount(it.held())),
        text.resolveOwner(it.ownerName(), Formats.stamp(it.resetsAt())),
        found.wishes().stream().map(this::asked).toList(),
        acting.may(Permission.ASK_FOR_BUDGET) && !waits
            ? found.address() + "/budget-requests"
            : null,
        it.ownerName(),
        text.askAmount(amount.currency().getCurrencyCode(), amount.decimal()),
        decides ? BudgetViews.address(acting) : null);
  }

  private String asked(BudgetRequest wish) {
    String state =
        wish.verdict() == null
            ? text.waiting()
            : wish.answer().isEmpty() ? wish.verdict() : wish.verdict() + ": " + wish.answer();
    return text.asked(Formats.amount(wish.amount()), Formats.stamp(wish.askedAt()), state);
  }
}

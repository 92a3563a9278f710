package dev.turnpike.tenants.budget;

import java.util.UUID;

/** What became of a change to budgets. */
public sealed interface BudgetAnswer {
  /** It is done; the id is the budget's, the team's or the request's. */
  record Done(UUID id) implements BudgetAnswer {}

  /** The tenant has no such thing. */
  record Unknown() implements BudgetAnswer {}

  /** Somebody was faster, or it is there already. */
  record Conflict(String detail) implements BudgetAnswer {}

  /** Nobody decides their own request, unless there is nobody else. */
  record OwnRequest() implements BudgetAnswer {}

  /** Only the budget's owner, or who manages budgets, decides. */
  record NotTheOwner() implements BudgetAnswer {}

  record Invalid(String field, String detail) implements BudgetAnswer {}
}

package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Money;

/** What became of an order. */
public sealed interface Paid {
  /**
   * The money arrived and did what it was for.
   *
   * @param balance what the account's wallet has now
   */
  record Done(Payment payment, Money balance) implements Paid {}

  /** The payer's side said no; the payment says why. */
  record Declined(Payment payment) implements Paid {}

  /** The payer has to confirm: {@link Payments#confirm}. */
  record NeedsConfirmation(Payment payment) implements Paid {}

  /** The processor has not answered: unknown, not declined. */
  record Pending(Payment payment) implements Paid {}

  /** The processor is out of order: 503, nothing was charged. */
  record Outage() implements Paid {}

  /** Something in the order cannot be: 400. */
  record Invalid(String field, String detail) implements Paid {}

  /** No such account, invoice or subscription for this payer: 404. */
  record Unknown() implements Paid {}

  /** There is nothing to pay any more: 409. */
  record NothingDue(String detail) implements Paid {}
}

package dev.turnpike.tenants.snapshot;

import static java.util.Comparator.comparing;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/**
 * One immutable revision of a plan, as the gateway applies it.
 *
 * @param requestPrice what one call costs, in micro-units of the currency
 * @param recurringFee what a period costs, in micro-units of the currency
 * @param exactLimits those that are counted in the database, in the order of their checks
 * @param operations the operations it sells; empty: all
 */
public record Plan(
    PlanId id,
    String slug,
    String name,
    Currency currency,
    Billing billing,
    long requestPrice,
    long recurringFee,
    List<Limit> limits,
    List<Limit> exactLimits,
    Set<String> operations) {
  public Plan {
    limits = List.copyOf(limits);
    exactLimits = List.copyOf(exactLimits);
    operations = Set.copyOf(operations);
  }

  /** Sorts out the exact limits once, rates first: the gateway does it for no call. */
  public Plan(
      PlanId id,
      String slug,
      String name,
      Currency currency,
      Billing billing,
      long requestPrice,
      long recurringFee,
      List<Limit> limits,
      Set<String> operations) {
    this(
        id,
        slug,
        name,
        currency,
        billing,
        requestPrice,
        recurringFee,
        limits,
        limits.stream().filter(Limit::isExact).sorted(comparing(Limit::kind)).toList(),
        operations);
  }

  public boolean isFree() {
    return requestPrice == 0 && recurringFee == 0;
  }

  public boolean sells(Api.Operation operation) {
    return operations.isEmpty() || operations.contains(operation.id());
  }

  public Money priceOfCall() {
    return new Money(requestPrice, currency);
  }

  /** Which side of the call the money comes from. */
  public enum Billing {
    FREE,
    PREPAID,
    POSTPAID
  }
}

package dev.turnpike.tenants.snapshot;

import static java.util.Comparator.comparing;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One immutable revision of a plan, as the gateway applies it.
 *
 * @param prices what use costs
 * @param recurringFee what a period costs, in micro-units of the currency
 * @param period the calendar period, in the account's zone, that the fee is for and over which
 *     cumulative prices count
 * @param limits those that the plan states, and one for each price that has an end
 * @param exactLimits those that are counted in the database, in the order of their checks
 * @param operations the operations it sells; empty: all
 */
public record Plan(
    PlanId id,
    String slug,
    String name,
    Currency currency,
    Billing billing,
    Prices prices,
    long recurringFee,
    Limit.Window period,
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
      Prices prices,
      long recurringFee,
      Limit.Window period,
      List<Limit> limits,
      Set<String> operations) {
    this(
        id,
        slug,
        name,
        currency,
        billing,
        prices,
        recurringFee,
        period,
        limits,
        limits.stream().filter(Limit::isExact).sorted(comparing(Limit::kind)).toList(),
        operations);
  }

  /** So many micro-units a call and a month. */
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
        Prices.perRequest(requestPrice),
        recurringFee,
        Limit.Window.MONTH,
        limits,
        operations);
  }

  /** This plan with other quantities of some limits, by their names, as one customer has them. */
  public Plan raised(Map<String, Long> quantities) {
    List<Limit> raised =
        limits.stream()
            .map(
                limit ->
                    new Limit(
                        limit.name(),
                        limit.kind(),
                        limit.unit(),
                        quantities.getOrDefault(limit.name(), limit.quantity()),
                        limit.window(),
                        limit.scope(),
                        limit.hard()))
            .toList();
    return new Plan(
        id, slug, name, currency, billing, prices, recurringFee, period, raised, operations);
  }

  public boolean isFree() {
    return billing == Billing.FREE;
  }

  public boolean sells(Api.Operation operation) {
    return operations.isEmpty() || operations.contains(operation.id());
  }

  /** What a call without more to it costs at most. */
  public Money priceOfCall() {
    return most(Quantities.ONE_REQUEST);
  }

  /** The most that a use can cost, whatever the period has seen: what is reserved for it. */
  public Money most(Quantities use) {
    return new Money(prices.most(use), currency);
  }

  /** The same when it is known which model answers. */
  public Money most(@Nullable String model, Quantities use) {
    return model == null ? most(use) : new Money(prices.most(model, use), currency);
  }

  /**
   * What a use costs by the flat prices, which know no before. With {@link #counted} rated by
   * {@link Rating#cost} or PostgreSQL's {@code rate_units} it is the whole cost.
   */
  public Money cost(Quantities use) {
    return cost(null, use);
  }

  public Money cost(@Nullable String model, Quantities use) {
    return new Money(prices.flat(model, use), currency);
  }

  /** Whether a call's cost is known before it is answered. */
  public boolean isCostKnown() {
    return prices.isSameForEachCall();
  }

  /** Whether a use may cost more or less by what the period has seen already. */
  public boolean isCumulative() {
    return prices.isCumulative();
  }

  /** What of a use is rated by the count of the {@link #period}; the rest is in {@link #cost}. */
  public Quantities counted(@Nullable String model, Quantities use) {
    return prices.counted(model, use);
  }

  /** Which side of the call the money comes from. */
  public enum Billing {
    FREE,
    /** The wallet, before the call. */
    PREPAID,
    /** An invoice, after the period. */
    POSTPAID,
    /** The recurring fee by invoice, use from the wallet. */
    HYBRID
  }
}

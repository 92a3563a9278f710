package dev.turnpike.tenants.quote;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Plans;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Rating;
import dev.turnpike.tenants.snapshot.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the same use month after month would cost by a plan: the very sums that calls are charged
 * by, over one of the plan's periods.
 *
 * @param months in the period
 * @param lines what the period costs, the fee first
 * @param setup paid once, at the start
 * @param stop the limit that such a use would run into; null when the plan suffices
 */
public record Estimate(int months, List<Line> lines, Money setup, @Nullable Limit stop) {
  private static final PlanId NONE = new PlanId(new UUID(0, 0));

  public Estimate {
    lines = List.copyOf(lines);
  }

  /**
   * A part of the cost.
   *
   * @param unit null for the recurring fee
   * @param units in the period
   * @param included those of them that are free
   */
  public record Line(@Nullable Unit unit, long units, long included, Money cost) {}

  /**
   * By these terms.
   *
   * @param monthly the use of each month
   * @param model which model answers; null: none with a price of its own
   */
  public static Estimate of(PlanTerms terms, Quantities monthly, @Nullable String model) {
    Plan plan = Plans.of(NONE, "plan", "Plan", terms);
    int months =
        switch (terms.billingPeriod()) {
          case month -> 1;
          case quarter -> 3;
          case year -> 12;
        };
    List<Line> lines = new ArrayList<>();
    if (terms.feeOfPeriod().isPositive()) {
      lines.add(new Line(null, 0, 0, terms.feeOfPeriod()));
    }
    lines.addAll(use(plan, monthly, months, model));
    return new Estimate(months, lines, terms.feeOfSetup(), stop(plan, monthly));
  }

  /** One period without the setup. */
  public Money period() {
    Money sum = Money.zero(setup.currency());
    for (Line line : lines) {
      sum = sum.plus(line.cost());
    }
    return sum;
  }

  /** The period's cost by the month, rounded up to a micro-unit: what plans are compared by. */
  public Money monthly() {
    return new Money(Math.ceilDiv(period().micros(), (long) months), setup.currency());
  }

  public boolean suffices() {
    return stop == null;
  }

  private static List<Line> use(Plan plan, Quantities monthly, int months, @Nullable String model) {
    List<Line> lines = new ArrayList<>();
    for (Price price : plan.prices().of(model)) {
      long units = Math.multiplyExact(monthly.of(price.unit()), (long) months);
      if (units > 0) {
        lines.add(
            new Line(
                price.unit(),
                units,
                Math.min(units, price.included()),
                new Money(Rating.total(price, units), plan.currency())));
      }
    }
    return lines;
  }

  /** The first hard limit that even an evenly spread use would cross. */
  private static @Nullable Limit stop(Plan plan, Quantities monthly) {
    for (Limit limit : plan.limits()) {
      if (limit.hard() && isCrossed(limit, monthly.of(limit.unit()))) {
        return limit;
      }
    }
    return null;
  }

  private static boolean isCrossed(Limit limit, long monthly) {
    BigInteger used = BigInteger.valueOf(monthly);
    BigInteger room = BigInteger.valueOf(limit.quantity());
    return switch (limit.window()) {
      case MONTH -> used.compareTo(room) > 0;
      case QUARTER -> used.multiply(BigInteger.valueOf(3)).compareTo(room) > 0;
      case YEAR -> used.multiply(BigInteger.valueOf(12)).compareTo(room) > 0;
      case SECOND, MINUTE, HOUR, DAY ->
          used.multiply(BigInteger.valueOf(limit.window().length().toSeconds()))
                  .compareTo(
                      room.multiply(BigInteger.valueOf(Limit.Window.MONTH.length().toSeconds())))
              > 0;
    };
  }
}

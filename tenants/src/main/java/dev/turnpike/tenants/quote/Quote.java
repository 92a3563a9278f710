package dev.turnpike.tenants.quote;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Rating;
import dev.turnpike.tenants.snapshot.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a use would cost by a plan, before it is made: the sums it would be charged by.
 *
 * @param lines for each unit that is used and has a price
 * @param most what is reserved for it: no place in the period makes it dearer
 */
public record Quote(List<Line> lines, Money most) {
  public Quote {
    lines = List.copyOf(lines);
  }

  /**
   * One unit's part.
   *
   * @param included what the plan includes of it in a period; 0: nothing
   * @param cost as the next use of a period in which {@code from} were used
   * @param cumulative whether {@code from} matters
   */
  public record Line(
      Unit unit, long units, long from, long included, boolean cumulative, Money cost) {

    /** What is left of the included units before this use. */
    public long includedLeft() {
      return Math.max(0, included - from);
    }
  }

  /**
   * By a plan.
   *
   * @param model which model answers; null: none with a price of its own
   * @param used what the period has seen of each unit already
   */
  public static Quote of(Plan plan, @Nullable String model, Quantities use, Quantities used) {
    List<Line> lines =
        plan.prices().of(model).stream()
            .filter(price -> use.of(price.unit()) > 0)
            .map(price -> line(plan, price, use.of(price.unit()), used.of(price.unit())))
            .toList();
    return new Quote(lines, plan.most(model, use));
  }

  private static Line line(Plan plan, Price price, long units, long from) {
    return new Line(
        price.unit(),
        units,
        from,
        price.included(),
        price.isCumulative(),
        new Money(Rating.cost(price, from, units), plan.currency()));
  }

  /** What the use would cost now. */
  public Money cost() {
    Money sum = Money.zero(most.currency());
    for (Line line : lines) {
      sum = sum.plus(line.cost());
    }
    return sum;
  }
}

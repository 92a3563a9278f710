package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed to.
 *
 * @param plans the plans on sale, cheapest first
 * @param message the publisher's own words, added to each refusal of this product (R42)
 * @param eligibility the publisher's own system that has a say in who may call (R71)
 */
public record Product(
    ProductId id,
    String slug,
    String name,
    List<Plan> plans,
    @Nullable String message,
    @Nullable EligibilityHook eligibility) {
  /** One on which only the platform decides. */
  public Product(
      ProductId id, String slug, String name, List<Plan> plans, @Nullable String message) {
    this(id, slug, name, plans, message, null);
  }

  public Product {
    plans = List.copyOf(plans);
  }

  public boolean isFree() {
    return plans.stream().allMatch(Plan::isFree);
  }
}

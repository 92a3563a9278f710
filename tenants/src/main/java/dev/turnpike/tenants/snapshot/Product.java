package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed to.
 *
 * @param plans the plans on sale, cheapest first
 * @param message the publisher's own words, added to each refusal of this product (R42)
 */
public record Product(
    ProductId id, String slug, String name, List<Plan> plans, @Nullable String message) {
  public Product {
    plans = List.copyOf(plans);
  }

  public boolean isFree() {
    return plans.stream().allMatch(Plan::isFree);
  }
}

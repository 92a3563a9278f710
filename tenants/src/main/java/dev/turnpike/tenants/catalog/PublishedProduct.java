package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as its publisher's people see it, with every plan, also those not on sale.
 *
 * @param message the publisher's own words, added to each refusal of this product
 * @param apis the slugs of the APIs that it sells
 */
public record PublishedProduct(
    ProductId id,
    String slug,
    String name,
    String description,
    @Nullable String message,
    List<String> apis,
    List<Plan> plans) {
  public PublishedProduct {
    apis = List.copyOf(apis);
    plans = List.copyOf(plans);
  }

  /**
   * A plan at its latest revision.
   *
   * @param revision counted from 1
   */
  public record Plan(
      PlanId id, String slug, String name, boolean onSale, int revision, PlanTerms terms) {}
}

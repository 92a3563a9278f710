package dev.turnpike.admin;

import java.util.List;

/** Every product with its plans, also those not on sale. */
record PlansView(String tenant, List<ProductLine> products, boolean mayEdit) {
  record ProductLine(String slug, String name, List<PlanLine> plans) {}

  /** A plan at its latest revision. */
  record PlanLine(String slug, String name, int revision, boolean onSale, List<String> prices) {}
}

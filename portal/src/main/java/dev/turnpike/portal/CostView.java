package dev.turnpike.portal;

import dev.turnpike.ui.EstimatesView;
import dev.turnpike.ui.UsageView;
import java.util.List;

/** A month of use and what it costs by each plan of a product. */
record CostView(
    String publisher,
    String product,
    String productName,
    UsageView usage,
    EstimatesView estimates,
    List<PlanView> plans) {

  /** A plan's prices in words. */
  record PlanView(String name, List<String> prices) {}
}

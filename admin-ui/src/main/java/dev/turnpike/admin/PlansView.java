package dev.turnpike.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the products with their plans, also those not on sale.
 *
 * @param text what the products were searched for
 * @param start the address of the first page
 * @param older the address of the next page; null on the last
 */
record PlansView(
    String tenant,
    String text,
    boolean firstPage,
    String start,
    List<ProductLine> products,
    @Nullable String older,
    boolean mayEdit) {
  /**
   * @param kept the file that keeps it; null: people do
   * @param apis the slugs of those it sells, at most ten, whose policies are a click away
   */
  record ProductLine(
      String slug, String name, @Nullable String kept, List<String> apis, List<PlanLine> plans) {}

  /**
   * A plan at its latest revision.
   *
   * @param kept the file that keeps it; null: people do
   */
  record PlanLine(
      String slug,
      String name,
      int revision,
      boolean onSale,
      @Nullable String kept,
      List<String> prices) {}
}

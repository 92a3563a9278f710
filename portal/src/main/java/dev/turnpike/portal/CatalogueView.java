package dev.turnpike.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's products as the reader may know them: one page of what a search leaves.
 *
 * @param words what was looked for
 * @param found how many there are, in words; null: nothing was looked for
 * @param earlier address of the page before; null: this is the first
 * @param later address of the page after; null: this is the last
 */
record CatalogueView(
    String publisher,
    String publisherName,
    String words,
    String tag,
    @Nullable String found,
    List<TagLink> tags,
    List<ProductView> products,
    @Nullable String earlier,
    @Nullable String later) {

  record TagLink(String tag, long products, String href, boolean current) {}

  record ProductView(
      String slug,
      String name,
      String description,
      String address,
      List<String> tags,
      List<ApiView> apis,
      List<PlanView> plans) {}

  /** {@code address} is where the gateway serves it. */
  record ApiView(
      String slug,
      String name,
      String description,
      String address,
      String stage,
      List<OperationView> operations) {}

  record OperationView(String method, String path, String summary) {}

  /** {@code subscribe} is where one asks for it. */
  record PlanView(
      String slug,
      String name,
      List<String> prices,
      String billing,
      List<LimitView> limits,
      String access,
      String subscribe) {}

  /** A limit in words, and what happens behind it. */
  record LimitView(String text, String consequence) {}
}

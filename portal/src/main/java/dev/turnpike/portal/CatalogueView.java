package dev.turnpike.portal;

import java.util.List;

/** A publisher's products as anybody may read them. */
record CatalogueView(String publisher, String publisherName, List<ProductView> products) {

  record ProductView(
      String slug, String name, String description, List<ApiView> apis, List<PlanView> plans) {}

  /** {@code address} is where the gateway serves it. */
  record ApiView(String name, String description, String address, String stage) {}

  record PlanView(
      String name, List<String> prices, String billing, List<LimitView> limits, String access) {}

  /** A limit in words, and what happens behind it. */
  record LimitView(String text, String consequence) {}
}

package dev.turnpike.tenants.catalog;

import java.util.List;

/** A product as it is offered: the APIs in it and the plans on sale with their latest terms. */
public record Offer(
    String slug,
    String name,
    String description,
    List<String> tags,
    List<OfferedApi> apis,
    List<OfferedPlan> plans) {
  public Offer {
    tags = List.copyOf(tags);
    apis = List.copyOf(apis);
    plans = List.copyOf(plans);
  }

  /** An API that the reader may know of. */
  public record OfferedApi(
      String slug,
      String name,
      String description,
      String stage,
      List<OfferedOperation> operations) {
    public OfferedApi {
      operations = List.copyOf(operations);
    }
  }

  /** One thing that can be called, below the API's path. */
  public record OfferedOperation(String method, String path, String summary) {}

  /** A plan on sale. */
  public record OfferedPlan(String slug, String name, PlanTerms terms) {}
}

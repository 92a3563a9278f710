package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of one publisher that the gateway reads: its APIs by slug and its products by id.
 *
 * @param suspended the platform closed this publisher; its consumers get a neutral 503
 */
public record Publisher(
    TenantId id,
    String slug,
    String name,
    boolean suspended,
    Support support,
    Map<String, Api> apis,
    Map<ProductId, Product> products) {
  public Publisher {
    apis = Map.copyOf(apis);
    products = Map.copyOf(products);
  }

  /** Products that contain the API, in the publisher's order. */
  public List<Product> productsWith(Api api) {
    return api.products().stream().map(products::get).filter(p -> p != null).toList();
  }

  /** Whom a refused caller may ask; either may be absent. */
  public record Support(@Nullable String email, @Nullable String url) {}
}

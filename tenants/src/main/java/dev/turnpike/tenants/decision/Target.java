package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a known caller wants: everything of a grant but the product that it is sold by. */
record Target(
    Publisher publisher,
    Api api,
    Api.Operation operation,
    Application application,
    Key key,
    Instant at) {

  static Target of(Grant grant) {
    return new Target(
        grant.publisher(),
        grant.api(),
        grant.operation(),
        grant.application(),
        grant.key(),
        grant.at());
  }

  /** The call as a use of this product; null when the application does not subscribe to it. */
  @Nullable Grant by(ProductId id) {
    Product product = publisher.products().get(id);
    if (product == null) {
      return null;
    }
    for (Subscription held : application.subscriptions()) {
      if (held.product().equals(id)) {
        return new Grant(
            publisher,
            api,
            operation,
            application,
            key,
            product,
            held,
            held.plan().priceOfCall(),
            at);
      }
    }
    return null;
  }
}

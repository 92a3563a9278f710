package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import java.util.Optional;

/** Which refusal a limit gives, for whoever sets it up (R16): the gateway decides by the same. */
public final class LimitCodes {
  private LimitCodes() {}

  /** Empty for a soft limit, which only warns. */
  public static Optional<Code> of(Limit limit, Plan held, Product product) {
    return limit.hard() ? Optional.of(Conclusion.codeOf(limit, held, product)) : Optional.empty();
  }
}

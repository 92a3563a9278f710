package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** One immutable revision of a plan. */
public record PlanId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static PlanId of(String text) {
    return new PlanId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** An application's subscription to a plan. */
public record SubscriptionId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static SubscriptionId of(String text) {
    return new SubscriptionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** What is subscribed to: one or more APIs with plans. */
public record ProductId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static ProductId of(String text) {
    return new ProductId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

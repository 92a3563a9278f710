package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** An isolated organisation: publisher, consumer, or both. */
public record TenantId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static TenantId of(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

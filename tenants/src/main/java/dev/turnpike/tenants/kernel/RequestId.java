package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** One call through the gateway; time-ordered, so logs partition by its range. */
public record RequestId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static RequestId of(String text) {
    return new RequestId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

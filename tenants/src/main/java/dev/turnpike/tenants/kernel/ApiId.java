package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** A published (or draft) API of a publisher. */
public record ApiId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static ApiId of(String text) {
    return new ApiId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** A global identity that may be a member of several tenants. */
public record PersonId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

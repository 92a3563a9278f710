package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** The consumer's program that calls; keys belong to it. */
public record ApplicationId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static ApplicationId of(String text) {
    return new ApplicationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** The money relation between one consumer and one publisher. */
public record AccountId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static AccountId of(String text) {
    return new AccountId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

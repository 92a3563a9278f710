package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** The prepaid balance of an account. */
public record WalletId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static WalletId of(String text) {
    return new WalletId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** A bill of an account. */
public record InvoiceId(UUID value) {
  /** Parses the canonical UUID form; throws {@link IllegalArgumentException} for anything else. */
  public static InvoiceId of(String text) {
    return new InvoiceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

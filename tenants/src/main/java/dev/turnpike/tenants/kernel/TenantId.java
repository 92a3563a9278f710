package dev.turnpike.tenants.kernel;

import java.util.UUID;

/** The isolated organisation a row, a person's membership or a call belongs to. */
public record TenantId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}

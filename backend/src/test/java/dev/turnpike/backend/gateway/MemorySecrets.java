package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.secret.Secrets;
import java.util.HashMap;
import java.util.Map;

/** Secrets by tenant and reference, in memory. */
final class MemorySecrets implements Secrets {
  private final Map<String, String> known = new HashMap<>();

  MemorySecrets with(String tenant, String reference, String value) {
    known.put(tenant + " " + reference, value);
    return this;
  }

  @Override
  public Answer resolve(String tenant, SecretRef ref) {
    String value = known.get(tenant + " " + ref);
    return value == null ? new Missing(ref + " leads nowhere") : new Known(value);
  }
}

package dev.turnpike.tenants.consumer;

/**
 * A new key.
 *
 * @param text the whole key, to be shown once: it can never be had again
 */
public record IssuedKey(String text, ApiKey key) {
  @Override
  public String toString() {
    return "key " + key.id();
  }
}

package dev.turnpike.tenants.snapshot;

import java.net.URI;
import java.time.Duration;

/**
 * Where a publisher's own system is asked who may use a product.
 *
 * @param secret signs the questions: {@code whsec_} and base64, as Standard Webhooks has it
 * @param cache how long an answer holds
 * @param timeout after which it counts as silent
 */
public record EligibilityHook(URI url, String secret, Duration cache, Duration timeout) {
  @Override
  public String toString() {
    return "hook " + url;
  }
}

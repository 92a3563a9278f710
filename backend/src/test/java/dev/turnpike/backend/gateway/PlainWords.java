package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Renders a refusal as its code and nothing else. */
final class PlainWords {
  private PlainWords() {}

  static Refusal render(Deny deny, Exchange exchange) {
    return new Refusal(
        deny.code().status(),
        List.of(Map.entry("X-Request-Id", exchange.id().toString())),
        deny.code().name().getBytes(StandardCharsets.UTF_8),
        null);
  }
}

package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import java.time.Duration;

/** What went wrong with a call that was allowed, as the refusal its client gets. */
final class Trouble {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private Trouble() {}

  static Deny met(Exchange exchange, Code code, String detail) {
    exchange.trace().noted("forward", "failed", code.name());
    Deny deny = Deny.of(code, detail, exchange.who());
    return code.status() == 503 ? deny.retryAfter(RETRY) : deny;
  }

  static Deny billingSilent(Exchange exchange) {
    return met(
        exchange,
        Code.BILLING_UNAVAILABLE,
        "Whether this call is paid for cannot be told at the moment. Try again shortly.");
  }

  static Deny ours(Exchange exchange) {
    return met(exchange, Code.INTERNAL_ERROR, "Something went wrong on our side.");
  }
}

package dev.turnpike.tenants.subscription;

import java.time.Instant;

/**
 * A pause (by the consumer) or a block (by the publisher) that lies over a subscription's state.
 */
public record Hindrance(Kind kind, String reason, Instant at) {
  /** Who put it there says which it is; nobody else can take it away. */
  public enum Kind {
    PAUSED,
    BLOCKED
  }
}

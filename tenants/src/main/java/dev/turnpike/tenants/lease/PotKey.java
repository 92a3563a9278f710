package dev.turnpike.tenants.lease;

import java.time.Instant;
import java.util.UUID;

/** By what a node finds its slice of a pot; a counter's own id is known only by the database. */
sealed interface PotKey {
  record Wallet(UUID id) implements PotKey {}

  record Budget(UUID id, Instant startsAt) implements PotKey {}

  /**
   * Use of a limit in one window.
   *
   * @param subject whose use is added up: empty for the subscription's
   */
  record Counter(UUID subscription, String subject, String limit, Instant startsAt)
      implements PotKey {}
}

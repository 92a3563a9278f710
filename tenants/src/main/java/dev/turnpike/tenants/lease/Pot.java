package dev.turnpike.tenants.lease;

import java.time.Instant;
import java.util.UUID;

/**
 * What can be leased, as the database keys it. Wallets have no period: theirs begins with the
 * epoch.
 *
 * @param id the wallet's, the budget's or the counter's
 */
record Pot(Kind kind, UUID id, Instant startsAt) {
  enum Kind {
    COUNTER("counter"),
    BUDGET("budget"),
    WALLET("wallet");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Pot wallet(UUID id) {
    return new Pot(Kind.WALLET, id, Instant.EPOCH);
  }
}

package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.snapshot.Unit;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be leased, as the database keys it. Wallets have no period: theirs begins with the
 * epoch.
 *
 * @param id the wallet's, the budget's or the counter's
 * @param rated the unit whose cost depends on this counter's count; null for all others
 * @param base units that came before the counter's first, for they are included
 */
record Pot(Kind kind, UUID id, Instant startsAt, @Nullable Unit rated, long base) {
  Pot(Kind kind, UUID id, Instant startsAt) {
    this(kind, id, startsAt, null, 0);
  }

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

  /** The same under the id that the database knows. */
  Pot known(UUID as) {
    return new Pot(kind, as, startsAt, rated, base);
  }

  static Pot wallet(UUID id) {
    return new Pot(Kind.WALLET, id, Instant.EPOCH);
  }
}

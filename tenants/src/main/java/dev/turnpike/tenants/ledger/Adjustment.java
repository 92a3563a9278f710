package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's change to a customer's balance.
 *
 * @param amount positive: credit
 * @param verdict posted or rejected; null while it waits for a second person
 */
public record Adjustment(
    UUID id,
    AccountId account,
    @Nullable String consumer,
    Money amount,
    String reason,
    PersonId proposer,
    String proposerName,
    Instant proposedAt,
    @Nullable String verdict,
    String answer,
    @Nullable String deciderName,
    @Nullable Instant decidedAt) {
  public boolean isOpen() {
    return verdict == null;
  }
}

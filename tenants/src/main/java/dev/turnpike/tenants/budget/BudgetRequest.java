package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks that a budget be raised.
 *
 * @param amount what the budget shall be, not what is added
 * @param verdict approved or refused; null while nobody has decided
 * @param answer the decider's words; a refusal has some
 */
public record BudgetRequest(
    UUID id,
    UUID budget,
    String budgetName,
    Money present,
    Money amount,
    String application,
    String reason,
    PersonId asker,
    String askerName,
    Instant askedAt,
    PersonId owner,
    String ownerName,
    @Nullable String verdict,
    String answer,
    @Nullable String deciderName,
    @Nullable Instant decidedAt) {

  public boolean isOpen() {
    return verdict == null;
  }
}

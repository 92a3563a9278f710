package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code budget_request} with the names of all whom it concerns. */
@RegisterForReflection
record BudgetRequestRow(
    UUID id,
    UUID budgetId,
    String budgetName,
    long present,
    long amount,
    String currency,
    String application,
    String reason,
    UUID askedBy,
    String askerName,
    OffsetDateTime askedAt,
    UUID ownerId,
    String ownerName,
    @Nullable String verdict,
    String answer,
    @Nullable String deciderName,
    @Nullable OffsetDateTime decidedAt) {

  static final String SELECT =
      """
      select r.id, r.budget_id, b.name as budget_name, b.amount as present, r.amount, b.currency,
        a.name as application, r.reason, r.asked_by, k.name as asker_name, r.asked_at, b.owner_id,
        o.name as owner_name, r.verdict, r.answer, d.name as decider_name, r.decided_at
      from budget_request r join budget b on b.id = r.budget_id
      join application a on a.id = r.application_id
      join person k on k.id = r.asked_by join person o on o.id = b.owner_id
      left join person d on d.id = r.decided_by
      where r.tenant_id = :tenant
      """;

  BudgetRequest request() {
    Currency unit = Currency.getInstance(currency);
    return new BudgetRequest(
        id,
        budgetId,
        budgetName,
        new Money(present, unit),
        new Money(amount, unit),
        application,
        reason,
        new PersonId(askedBy),
        askerName,
        askedAt.toInstant(),
        new PersonId(ownerId),
        ownerName,
        verdict,
        answer,
        deciderName,
        decidedAt == null ? null : decidedAt.toInstant());
  }
}

package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code adjustment} with the names of all whom it concerns. */
@RegisterForReflection
record AdjustmentRow(
    UUID id,
    UUID accountId,
    @Nullable String consumer,
    long amount,
    String currency,
    String lot,
    @Nullable OffsetDateTime expiresAt,
    String reason,
    UUID proposedBy,
    String proposerName,
    OffsetDateTime proposedAt,
    @Nullable String verdict,
    String answer,
    @Nullable String deciderName,
    @Nullable OffsetDateTime decidedAt) {

  static final String SELECT =
      """
      select x.id, x.account_id, c.slug as consumer, x.amount, x.currency, x.lot, x.expires_at,
        x.reason, x.proposed_by, p.name as proposer_name, x.proposed_at, x.verdict, x.answer,
        d.name as decider_name, x.decided_at
      from adjustment x join account a on a.id = x.account_id
      left join tenant c on c.id = a.consumer_id
      join person p on p.id = x.proposed_by left join person d on d.id = x.decided_by
      where x.tenant_id = :tenant
      """;

  Adjustment adjustment() {
    return new Adjustment(
        id,
        new AccountId(accountId),
        consumer,
        new Money(amount, Currency.getInstance(currency)),
        reason,
        new PersonId(proposedBy),
        proposerName,
        proposedAt.toInstant(),
        verdict,
        answer,
        deciderName,
        decidedAt == null ? null : decidedAt.toInstant());
  }
}

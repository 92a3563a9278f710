package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.snapshot.Budget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget and what was spent under it in the present period.
 *
 * @param scope tenant, team, application or key
 * @param subject the slug or key id; null for the tenant
 * @param subjectName what people call it
 * @param team the team that an application's or key's budget lies under, if any
 * @param application the application that a key's budget lies under
 * @param used what calls were charged
 * @param held what nodes hold for calls; it is used or comes back
 */
public record Spending(
    Budget budget,
    String scope,
    @Nullable String subject,
    String subjectName,
    @Nullable String team,
    @Nullable String application,
    PersonId owner,
    String ownerName,
    Money used,
    Money held,
    Instant startsAt,
    Instant resetsAt,
    int version) {

  /** What is neither used nor held; never below zero, though a lowered budget may be exceeded. */
  public Money left() {
    Money left = budget.amount().minus(used).minus(held);
    return left.isPositive() ? left : Money.zero(left.currency());
  }

  public boolean isUsedUp() {
    return left().isZero();
  }
}

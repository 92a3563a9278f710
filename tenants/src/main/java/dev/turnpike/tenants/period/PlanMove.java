package dev.turnpike.tenants.period;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change of plan would mean, or means. The keys stay whatever it is.
 *
 * @param revision of the plan it goes to
 * @param atOnce an upgrade is; a downgrade waits for the end of the period
 * @param asOf the account's time for which this is exact; confirming names it
 * @param effective when the new plan holds
 * @param credit for what was paid and is not used
 * @param charge for the rest of the period, or the first one, on the new plan
 * @param newFee of each period from then on
 * @param nextRenewal null: the new plan has no periods
 * @param hindrance what has to be done before; null: nothing
 */
public record PlanMove(
    UUID revision,
    String from,
    String to,
    boolean atOnce,
    Instant asOf,
    Instant effective,
    Money credit,
    Money charge,
    Money newFee,
    @Nullable Instant nextRenewal,
    @Nullable String hindrance) {

  /** What is charged now. */
  public Money dueNow() {
    return charge.minus(credit);
  }
}

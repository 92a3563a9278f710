package dev.turnpike.tenants.due;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing to be done.
 *
 * @param at since when it is due, in the account's time
 * @param accountNow what time it is for the account; not before {@code at}
 * @param attempts how often it was tried in vain
 */
public record Due(
    String kind,
    UUID subject,
    AccountId account,
    TenantId publisher,
    TenantId consumer,
    Instant at,
    Instant accountNow,
    int attempts) {
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);

  /**
   * When it counts as done: at its time when that is less than a minute ago, else now. Nobody's
   * grace is over before it was told, because a node stood still.
   */
  public Instant done() {
    return accountNow.isAfter(at.plus(PUNCTUAL)) ? accountNow : at;
  }
}

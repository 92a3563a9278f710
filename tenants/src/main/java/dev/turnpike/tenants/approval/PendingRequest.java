package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Subscribed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits, with everything a decider needs.
 *
 * @param step the open one
 * @param of how many steps it has
 * @param askedBy the name of who asked; null when the person is gone, or unknown to the reader
 * @param balance what lies in the consumer's wallet with this publisher
 * @param history the consumer's other subscriptions with this publisher, newest first, at most ten
 * @param own whether the reader may not decide it, being who asked or a member of the other side
 * @param mine whether it is for the reader to decide, by a role or for somebody who is away
 */
public record PendingRequest(
    Subscribed subscription,
    Step step,
    int of,
    @Nullable String askedBy,
    @Nullable String askedByEmail,
    Instant customerSince,
    Money balance,
    long openInvoices,
    List<Earlier> history,
    boolean own,
    boolean mine) {
  public PendingRequest {
    history = List.copyOf(history);
  }

  /** One line of the consumer's history. */
  public record Earlier(String product, String plan, String state, Instant at) {}

  public int position() {
    return step.position();
  }

  /** What it earns each month whatever happens. */
  public Money monthly() {
    return subscription.terms().feeOfPeriod();
  }

  /** What each call earns. */
  public Money perCall() {
    return subscription.terms().priceOfCall();
  }
}

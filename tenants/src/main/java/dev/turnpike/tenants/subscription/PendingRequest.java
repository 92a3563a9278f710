package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for a decision, with everything a decider needs.
 *
 * @param askedBy the name of who asked; null when the person is gone
 * @param balance what lies in the consumer's wallet with this publisher
 * @param history the consumer's other subscriptions with this publisher, newest first, at most ten
 * @param own whether the reader may not decide it, being who asked or a member of the other side
 */
public record PendingRequest(
    Subscribed subscription,
    int position,
    int of,
    @Nullable String askedBy,
    @Nullable String askedByEmail,
    Instant customerSince,
    Money balance,
    long openInvoices,
    List<Earlier> history,
    boolean own) {
  public PendingRequest {
    history = List.copyOf(history);
  }

  /** One line of the consumer's history. */
  public record Earlier(String product, String plan, String state, Instant at) {}

  /** What it earns each month whatever happens. */
  public Money monthly() {
    return subscription.terms().feeOfPeriod();
  }

  /** What each call earns. */
  public Money perCall() {
    return subscription.terms().priceOfCall();
  }
}

package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of a subscription's state. The life cycle itself, with who did
 * what and why, lives in {@code tenants.subscription}.
 */
public sealed interface Standing {
  /** Calls pass. */
  record Active() implements Standing {}

  /**
   * Calls pass until the trial ends.
   *
   * @param until in the account's time
   * @param goesOn whether it becomes paid then, as a card is on file: nobody is refused in the
   *     moment that this takes
   */
  record Trialing(Instant until, boolean goesOn) implements Standing {
    /** One that ends. */
    public Trialing(Instant until) {
      this(until, false);
    }
  }

  /** A charge failed; calls pass until grace is over. */
  record PastDue(Instant graceUntil, InvoiceId invoice) implements Standing {}

  /**
   * Somebody has not decided yet.
   *
   * @param position such as "2 of 3"
   * @param requesters whether it is who asked who has to do something: answer, or accept terms
   */
  record PendingApproval(String position, boolean requesters) implements Standing {
    /** One that others decide. */
    public PendingApproval(String position) {
      this(position, false);
    }
  }

  record Rejected(String reason) implements Standing {}

  /** Shut out by the publisher for a reason other than money. */
  record Blocked(String reason) implements Standing {}

  /** Stopped by the consumer. */
  record Paused() implements Standing {}

  /** Approved; the first payment is missing. */
  record AwaitingPayment(Money due) implements Standing {}

  /** Grace is over and the invoice is still unpaid. */
  record Suspended(InvoiceId invoice, Money due, @Nullable String declineReason)
      implements Standing {}

  record Ended(Reason reason) implements Standing {
    /** Why it ended. */
    public enum Reason {
      EXPIRED,
      CANCELED,
      TRIAL_OVER
    }
  }
}

package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to spend. A call asks before it is forwarded and says afterwards what it used; each
 * reservation ends exactly once, by {@link #settle} or {@link #release}, and either is idempotent.
 *
 * <p>A failed future means that we cannot tell whether the caller has paid: 503 {@code
 * BILLING_UNAVAILABLE}, never 402.
 */
public interface Leases {
  /** Holds one call's worth of every exact limit of the plan and, if priced, its money. */
  Future<Answer> reserve(Ask ask);

  /** What {@link #reserve} would answer now, holding nothing. */
  Future<Answer> peek(Ask ask);

  /**
   * Charges a served call. Completes when the charge is durable; the last byte of the answer goes
   * out only after that, so that an answer seen whole is charged exactly once.
   */
  Future<Void> settle(Held held, Use use);

  /** Gives all of it back: the call was not served. */
  Future<Void> release(Held held);

  /**
   * Notes what a long answer has produced so far. When this process dies before the call's end,
   * that much is charged.
   */
  default void progress(Held held, Use soFar) {}

  /**
   * What a call needs.
   *
   * @param publisher the seller's tenant
   * @param application with the budgets above the call; each must have room for the price
   * @param price the most the call can cost
   * @param most the most it can use of each unit
   * @param now decides the windows of the limits
   */
  record Ask(
      RequestId request,
      TenantId publisher,
      Application application,
      Key key,
      Subscription subscription,
      Api api,
      Money price,
      Quantities most,
      Instant now) {}

  /**
   * What a served call used.
   *
   * @param cost at most the price that was asked for
   */
  record Use(int status, Quantities used, Money cost, long bytesIn, long bytesOut, Instant at) {}

  /** The answer to an ask. */
  sealed interface Answer permits Held, LimitReached, BudgetReached, FundsShort {}

  /**
   * The call may go.
   *
   * @param remaining what is left of each exact limit, after this call
   * @param available what the wallet still has, after this call; null when the call is free
   * @param claim the lender's own note of what the call took
   */
  record Held(Ask ask, List<Remaining> remaining, @Nullable Money available, Claim claim)
      implements Answer {
    /** Of a call that took nothing. */
    public Held(Ask ask, List<Remaining> remaining, @Nullable Money available) {
      this(ask, remaining, available, Claim.NOTHING);
    }
  }

  /** What a lender remembers of a reservation; says nothing to anybody else. */
  interface Claim {
    Claim NOTHING = new Claim() {};
  }

  record Remaining(Limit limit, long left, Instant resetsAt) {}

  /**
   * An exact limit is used up.
   *
   * @param held calls in flight that hold the rest of the limit
   */
  record LimitReached(Limit limit, long used, long held, Instant resetsAt) implements Answer {}

  /**
   * A budget above the call has no room for its price.
   *
   * @param held what calls in flight hold of it
   */
  record BudgetReached(Budget budget, Money used, Money held, Instant resetsAt) implements Answer {}

  /**
   * The wallet cannot pay for the call.
   *
   * @param available posted − held; less than the price
   * @param held what calls in flight hold; when available + held would do, waiting helps too
   */
  record FundsShort(Money available, Money held, Money required) implements Answer {}
}

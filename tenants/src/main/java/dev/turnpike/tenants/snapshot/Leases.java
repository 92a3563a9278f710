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
   * What a call needs.
   *
   * @param publisher the seller's tenant
   * @param now decides the windows of the limits
   */
  record Ask(
      RequestId request,
      TenantId publisher,
      Application application,
      Subscription subscription,
      Api api,
      Money price,
      Instant now) {}

  /** What was used, for the usage event. */
  record Use(int status, long bytesIn, long bytesOut, Instant at) {}

  /** The answer to an ask. */
  sealed interface Answer permits Held, LimitReached, FundsShort {}

  /**
   * The call may go.
   *
   * @param remaining what is left of each exact limit, after this call
   * @param available what the wallet still has, after this call; null when the call is free
   */
  record Held(Ask ask, List<Remaining> remaining, @Nullable Money available) implements Answer {}

  record Remaining(Limit limit, long left, Instant resetsAt) {}

  /**
   * An exact limit is used up.
   *
   * @param held calls in flight that hold the rest of the limit
   */
  record LimitReached(Limit limit, long used, long held, Instant resetsAt) implements Answer {}

  /**
   * The wallet cannot pay for the call.
   *
   * @param available posted − held; less than the price
   * @param held what calls in flight hold; when available + held would do, waiting helps too
   */
  record FundsShort(Money available, Money held, Money required) implements Answer {}
}

package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The limits of kind rate that are counted in memory. Never blocks. */
public interface RateLimits {
  /** Takes a token of each; or takes none and says which limit has none and for how long. */
  Optional<Wait> take(SubscriptionId subscription, Plan plan, Instant now);

  /** Gives the tokens back: the call was refused by a later check. */
  void giveBack(SubscriptionId subscription, Plan plan);

  /** What {@link #take} would answer now; takes nothing. For questions, not for calls. */
  default Optional<Wait> look(SubscriptionId subscription, Plan plan, Instant now) {
    Optional<Wait> answer = take(subscription, plan, now);
    if (answer.isEmpty()) {
      giveBack(subscription, plan);
    }
    return answer;
  }

  /** What is left of each, after the tokens that were taken; takes nothing. */
  List<Left> left(SubscriptionId subscription, Plan plan, Instant now);

  /**
   * The state of one limit.
   *
   * @param untilFull after which nothing of it is used any more
   */
  record Left(Limit limit, long left, Duration untilFull) {}

  /** Waiting this long helps. */
  record Wait(Limit limit, Duration time) {}
}

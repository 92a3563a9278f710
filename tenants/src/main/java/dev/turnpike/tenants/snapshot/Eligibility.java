package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.SubscriptionId;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's own word on whether a subscription may be used, for products that have a {@link
 * EligibilityHook}. Asked after the plan's checks; a call waits only when no answer is at hand, and
 * for at most the hook's timeout.
 */
public interface Eligibility {
  /** The answer at hand, or the one that comes. Never fails: no answer is {@link Silent}. */
  Future<Answer> ask(Question question);

  /** For whom: nothing of it is the call's own, so that one answer does for many calls. */
  record Question(
      EligibilityHook hook,
      SubscriptionId subscription,
      String publisher,
      String product,
      String plan,
      String consumer,
      String application) {}

  sealed interface Answer permits Eligible, Ineligible, Silent {}

  record Eligible() implements Answer {}

  /**
   * The publisher says no.
   *
   * @param reason in its own words, for the consumer; without control characters
   * @param code the name of one of our 402 codes, if it named one
   */
  record Ineligible(String reason, @Nullable String code) implements Answer {}

  /** It cannot be reached, or says nothing that can be understood. */
  record Silent(String why) implements Answer {}
}

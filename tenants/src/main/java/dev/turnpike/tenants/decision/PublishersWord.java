package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.snapshot.Eligibility;
import java.time.Duration;

/**
 * What a publisher's own billing system says, as a decision: its no is 402 in its own words, its
 * silence 503, for nobody can tell whether the caller has paid.
 */
final class PublishersWord {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int PAYMENT_REQUIRED = 402;

  private PublishersWord() {}

  static Decision of(Grant grant, Eligibility.Answer answer) {
    return switch (answer) {
      case Eligibility.Eligible() -> new Allow(grant);
      case Eligibility.Ineligible no -> refused(grant, no);
      case Eligibility.Silent _ ->
          Deny.of(
                  Code.BILLING_UNAVAILABLE,
                  "The publisher's billing system does not answer, so whether this call is paid for"
                      + " cannot be told. Try again shortly.",
                  Who.of(grant))
              .retryAfter(RETRY);
    };
  }

  /** The publisher may name one of our codes, with its page and its way out. */
  private static Deny refused(Grant grant, Eligibility.Ineligible no) {
    Code code =
        no.code() == null
            ? Code.NOT_ELIGIBLE
            : Code.named(no.code())
                .filter(named -> named.status() == PAYMENT_REQUIRED)
                .orElse(Code.NOT_ELIGIBLE);
    String detail =
        no.reason().isEmpty()
            ? grant.publisher().name() + "'s billing system refuses this call."
            : grant.publisher().name() + " says: " + no.reason();
    return Deny.of(code, detail, Who.of(grant));
  }
}

package dev.turnpike.portal;

import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import jakarta.enterprise.context.ApplicationScoped;

/** A subscription's state as a word and a colour. */
@ApplicationScoped
class States {
  private final StateText text;

  States(StateText text) {
    this.text = text;
  }

  record State(String word, String tone) {}

  /** What lies over the state is what counts for a caller. */
  State of(Subscribed subscribed) {
    if (subscribed.isHindered(Hindrance.Kind.BLOCKED)) {
      return new State(text.blocked(), "bad");
    }
    if (subscribed.isHindered(Hindrance.Kind.PAUSED)) {
      return new State(text.paused(), "warn");
    }
    return word(subscribed.state());
  }

  State word(SubscriptionState state) {
    return switch (state) {
      case SubscriptionState.Requested requested -> new State(text.requested(), "info");
      case SubscriptionState.Rejected rejected -> new State(text.rejected(), "bad");
      case SubscriptionState.AwaitingPayment awaiting -> new State(text.awaitingPayment(), "warn");
      case SubscriptionState.Active active -> new State(text.active(), "good");
      case SubscriptionState.Trialing trialing -> new State(text.trialing(), "good");
      case SubscriptionState.PastDue pastDue -> new State(text.pastDue(), "warn");
      case SubscriptionState.Suspended suspended -> new State(text.suspended(), "bad");
      case SubscriptionState.Ended(SubscriptionState.Reason reason) ->
          new State(
              switch (reason) {
                case EXPIRED -> text.expired();
                case CANCELED -> text.canceled();
                case TRIAL_OVER -> text.trialOver();
              },
              "");
    };
  }
}

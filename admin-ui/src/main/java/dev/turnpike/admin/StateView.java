package dev.turnpike.admin;

import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;

/** A subscription's state as a badge: a word and a tone. */
record StateView(String word, String tone) {

  /** What the gateway goes by: a block over the state, a pause over the state of money. */
  static StateView of(Subscribed subscription, AdminText text) {
    if (subscription.isHindered(Hindrance.Kind.BLOCKED)) {
      return new StateView(text.blocked(), "bad");
    }
    return switch (subscription.state()) {
      case Requested requested -> new StateView(text.requested(), "info");
      case Rejected rejected -> new StateView(text.rejected(), "");
      case AwaitingPayment awaiting ->
          unlessPaused(subscription, text, text.awaitingPayment(), "warn");
      case Active active -> unlessPaused(subscription, text, text.active(), "good");
      case Trialing trialing -> unlessPaused(subscription, text, text.trialing(), "good");
      case PastDue pastDue -> unlessPaused(subscription, text, text.pastDue(), "warn");
      case Suspended suspended -> unlessPaused(subscription, text, text.suspended(), "bad");
      case Ended ended -> unlessPaused(subscription, text, text.ended(), "");
    };
  }

  private static StateView unlessPaused(
      Subscribed subscription, AdminText text, String word, String tone) {
    return subscription.isHindered(Hindrance.Kind.PAUSED)
        ? new StateView(text.paused(), "warn")
        : new StateView(word, tone);
  }

  /** A state of long ago, of which only the word is kept. */
  static StateView past(String state, AdminText text) {
    return switch (state) {
      case "requested" -> new StateView(text.requested(), "info");
      case "rejected" -> new StateView(text.rejected(), "bad");
      case "awaiting_payment" -> new StateView(text.awaitingPayment(), "warn");
      case "active" -> new StateView(text.active(), "good");
      case "trialing" -> new StateView(text.trialing(), "good");
      case "past_due" -> new StateView(text.pastDue(), "warn");
      case "suspended" -> new StateView(text.suspended(), "bad");
      case "blocked" -> new StateView(text.blocked(), "bad");
      case "paused" -> new StateView(text.paused(), "warn");
      default -> new StateView(text.ended(), "");
    };
  }
}

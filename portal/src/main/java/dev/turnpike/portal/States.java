package dev.turnpike.portal;

import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;

/** A subscription's state as a word and a colour. */
record States(String word, String tone) {

  /** What lies over the state is what counts for a caller. */
  static States of(Subscribed subscribed) {
    if (subscribed.isHindered(Hindrance.Kind.BLOCKED)) {
      return new States("blocked", "bad");
    }
    if (subscribed.isHindered(Hindrance.Kind.PAUSED)) {
      return new States("paused", "warn");
    }
    return word(subscribed.state());
  }

  static States word(SubscriptionState state) {
    return switch (state) {
      case SubscriptionState.Requested requested -> new States("waiting for approval", "info");
      case SubscriptionState.Rejected rejected -> new States("rejected", "bad");
      case SubscriptionState.AwaitingPayment awaiting -> new States("awaiting payment", "warn");
      case SubscriptionState.Active active -> new States("active", "good");
      case SubscriptionState.Trialing trialing -> new States("on trial", "good");
      case SubscriptionState.PastDue pastDue -> new States("payment overdue, in grace", "warn");
      case SubscriptionState.Suspended suspended -> new States("suspended", "bad");
      case SubscriptionState.Ended ended -> new States("ended", "");
    };
  }
}

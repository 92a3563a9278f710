package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Fixer;
import dev.turnpike.tenants.decision.Deny.Remedy;
import java.util.List;
import java.util.Map;

/** The ways out by their names, with the words of their buttons. */
final class Remedies {
  private Remedies() {}

  /** What the denial offers; else what its code offers. */
  static List<Remedy> of(Deny deny) {
    if (!deny.remedies().isEmpty()) {
      return deny.remedies();
    }
    return deny.code()
        .firstRemedy()
        .map(rel -> List.of(named(rel, deny.code().fixer(), true)))
        .orElse(List.of());
  }

  static Remedy named(String rel, Fixer who, boolean resolves) {
    return new Remedy(rel, title(rel), Map.of(), who, resolves);
  }

  static String title(String rel) {
    return switch (rel) {
      case "subscribe" -> "Subscribe";
      case "pay" -> "Pay now";
      case "renew" -> "Renew the subscription";
      case "resume" -> "Resume the subscription";
      case "choose-plan" -> "Choose a plan";
      case "pay-invoice" -> "Pay the invoice";
      case "update-payment-method" -> "Update the payment method";
      case "confirm-payment" -> "Confirm the payment";
      case "upgrade" -> "Upgrade the plan";
      case "top-up" -> "Add credit";
      case "request-increase" -> "Ask for a higher limit";
      case "view-request" -> "View the request";
      case "complete-request" -> "Complete the request";
      case "manage-keys" -> "Manage keys";
      case "raise-max-cost" -> "Raise Max-Cost";
      case "manage-subscription" -> "Billing and subscriptions";
      case "wait" -> "Wait and try again";
      default -> "Contact the publisher";
    };
  }
}

package dev.turnpike.tenants.decision;

import java.util.List;

/** What each code means and what to do about it, for people who did not write the client. */
record Meanings(String meaning, List<String> steps) {

  private static Meanings m(String meaning, String... steps) {
    return new Meanings(meaning, List.of(steps));
  }

  static Meanings of(Code code) {
    return switch (code.category()) {
      case REQUEST -> request(code);
      case CREDENTIAL -> credential(code);
      case ACCESS -> access(code);
      case SUBSCRIPTION -> subscription(code);
      case PAYMENT -> payment(code);
      case PLAN, QUOTA, RATE -> plan(code);
      case BUDGET, FUNDS -> funds(code);
      case ORIGIN -> origin(code);
      case PLATFORM -> platform(code);
    };
  }

  private static Meanings request(Code code) {
    return switch (code) {
      case REQUEST_MALFORMED ->
          m(
              "The request could not be read: its syntax is wrong, or it could be read in two"
                  + " ways.",
              "Read the detail: it names what could not be read.",
              "Send the request with an ordinary HTTP client, which encodes paths and headers.");
      case REQUEST_INVALID ->
          m(
              "The request was read, but a value in it is missing or not allowed.",
              "Read the detail and the list of fields.",
              "Correct the values and send the request again.");
      case NOT_FOUND ->
          m(
              "There is nothing at this address, or nothing that you may know of.",
              "Check the publisher, the API and the path for typing errors.",
              "If the API is private, use a key of a tenant that it was shown to.");
      case METHOD_NOT_ALLOWED ->
          m(
              "The path exists, but not with this method.",
              "Use one of the methods that the Allow header names.");
      case NOT_ACCEPTABLE ->
          m(
              "Nothing that can be answered here matches the Accept header.",
              "Widen the Accept header, for example to application/json.");
      case CONFLICT ->
          m(
              "Somebody else changed the same thing first, or it is in another state by now.",
              "Read it again and repeat the change if it still makes sense.");
      case IDEMPOTENCY_IN_PROGRESS ->
          m(
              "The first request with this Idempotency-Key has not been answered yet.",
              "Wait as long as Retry-After says, then send the same request again.");
      case IDEMPOTENCY_MISMATCH ->
          m(
              "This Idempotency-Key was used before with another body.",
              "Use a new key for a new request, and the old one only for exact repetitions.");
      case API_RETIRED ->
          m(
              "The publisher has retired this API; it does not come back.",
              "Look in the publisher's catalogue for the API that takes its place.",
              "Ask the publisher's support.");
      case BODY_TOO_LARGE ->
          m("The body is larger than this API accepts.", "Send less, or in several requests.");
      case URI_TOO_LONG ->
          m("The address is longer than 8 KiB.", "Send long values in the body instead.");
      case HEADERS_TOO_LARGE ->
          m(
              "There are more than 100 headers, or they are too long.",
              "Send fewer or shorter headers; cookies are the usual reason.");
      case UNSUPPORTED ->
          m(
              "The request uses a part of HTTP that is not offered here.",
              "Read the detail and use what it proposes.");
      default -> throw missing(code);
    };
  }

  private static Meanings credential(Code code) {
    return switch (code) {
      case CREDENTIAL_MISSING ->
          m(
              "The call carries no credential, so we do not know who is calling.",
              "Create a key for your application in the portal.",
              "Send it as Authorization: Bearer, or as X-API-Key.");
      case CREDENTIAL_INVALID ->
          m(
              "The credential is not one of ours: mistyped, cut off, or never issued.",
              "Compare it with the key in your application's configuration, to the last character.",
              "If it is lost, create a new key in the portal and delete the old one.");
      case CREDENTIAL_EXPIRED ->
          m(
              "The credential was valid once, but its time is over.",
              "Create a new key in the portal and put it in the old one's place.");
      case CREDENTIAL_REVOKED ->
          m(
              "Somebody in your tenant, or the publisher, has revoked this credential.",
              "Find out why: the key's page in the portal says who revoked it and when.",
              "Create a new key and put it in the old one's place.");
      case CREDENTIAL_AMBIGUOUS ->
          m(
              "The call carries two different credentials; we do not guess which one counts.",
              "Send one credential only.");
      default -> throw missing(code);
    };
  }

  private static Meanings access(Code code) {
    return switch (code) {
      case NOT_SUBSCRIBED ->
          m(
              "This application is not subscribed to the API. Subscribing costs nothing.",
              "Subscribe the application to one of the plans in the portal.",
              "Send the same request again.");
      case SUBSCRIPTION_PENDING_APPROVAL ->
          m(
              "The subscription was requested, and somebody has not decided yet. Paying does not"
                  + " help.",
              "Look at the request in the portal: it says whose turn it is.",
              "If it is yours, complete it; else wait or ask the publisher.");
      case SUBSCRIPTION_REJECTED ->
          m(
              "The request to subscribe was refused.",
              "Read the reason on the request's page.",
              "Ask the publisher, or make a new request that answers the reason.");
      case SUBSCRIPTION_BLOCKED ->
          m(
              "The publisher has blocked this subscription for a reason other than money.",
              "Read the reason on the subscription's page.",
              "Ask the publisher's support.");
      case CONSUMER_SUSPENDED ->
          m(
              "Your tenant is suspended on the platform for a reason other than money.",
              "An owner of your tenant should ask the operator of the platform.");
      case CONTENT_BLOCKED ->
          m(
              "The publisher's rules do not let this content through.",
              "Change the content, or ask the publisher which rule it met.");
      case FORBIDDEN ->
          m(
              "You are known, but this call is not granted to you. Paying does not help.",
              "Ask the publisher for the permission, or use a key that has it.");
      default -> throw missing(code);
    };
  }

  private static Meanings subscription(Code code) {
    return switch (code) {
      case SUBSCRIPTION_REQUIRED ->
          m(
              "This API is paid, and your application is not subscribed to it.",
              "Open the link and choose a plan.",
              "Pay the first period or add credit, then send the same request again.");
      case AWAITING_PAYMENT ->
          m(
              "Your subscription is approved, but its first payment is missing.",
              "Open the link and pay.",
              "Send the same request again: it passes within a second.");
      case NOT_ELIGIBLE ->
          m(
              "The publisher's own billing system says that this subscription may not be used now.",
              "Read the publisher's reason in the detail.",
              "Settle it with the publisher; calls pass again within seconds.");
      case SUBSCRIPTION_EXPIRED ->
          m(
              "Your subscription for this API has expired.",
              "Open the link and renew it; keys and settings are still there.",
              "Send the same request again.");
      case SUBSCRIPTION_CANCELED ->
          m(
              "Your subscription for this API was canceled and its last period is over.",
              "Open the link and renew it, or choose another plan.",
              "Send the same request again.");
      case SUBSCRIPTION_PAUSED ->
          m(
              "Somebody in your tenant has paused this subscription.",
              "Open the link and resume it.",
              "Send the same request again.");
      case TRIAL_ENDED ->
          m(
              "Your trial has ended, and no plan was chosen to follow it.",
              "Open the link, choose a plan and add a payment method.",
              "Send the same request again.");
      default -> throw missing(code);
    };
  }

  private static Meanings payment(Code code) {
    return switch (code) {
      case PAYMENT_OVERDUE ->
          m(
              "The payment for your last invoice failed, and the time of grace is over.",
              "Open the link: it shows the invoice and why the payment failed.",
              "Pay it, with another payment method if need be.",
              "Send the same request again: it passes within a second.");
      case PAYMENT_METHOD_REQUIRED ->
          m(
              "This plan is paid, and your account has no payment method.",
              "Open the link and add a payment method.");
      case PAYMENT_METHOD_EXPIRED ->
          m(
              "The card or mandate on your account has expired.",
              "Open the link and replace the payment method.");
      case PAYMENT_ACTION_REQUIRED ->
          m(
              "Your bank wants you to confirm the payment.",
              "Open the link and confirm the payment with your bank.");
      case PAYMENT_DECLINED ->
          m(
              "The payment was declined; nothing was charged.",
              "Read the reason in the payment member.",
              "Correct the payment method or use another one.");
      default -> throw missing(code);
    };
  }

  private static Meanings plan(Code code) {
    return switch (code) {
      case PLAN_UPGRADE_REQUIRED ->
          m(
              "Your plan does not include this operation; a higher plan does.",
              "Open the link and compare the plans.",
              "Upgrade: your keys stay the same.",
              "Send the same request again.");
      case MODEL_NOT_IN_PLAN ->
          m(
              "Your plan does not include this model; a higher plan does.",
              "Upgrade, or name a model that your plan includes.");
      case QUOTA_EXHAUSTED ->
          m(
              "You have used up the calls that your plan includes for this period.",
              "Open the link and upgrade your plan.",
              "Or wait until the limit resets: the problem says when.");
      case FREE_TIER_EXHAUSTED ->
          m(
              "You have used up the free calls of this period.",
              "Open the link and choose a paid plan to go on at once.",
              "Or wait until the limit resets: the problem says when.");
      case RATE_LIMITED ->
          m(
              "You are calling faster than your plan allows. Waiting helps; paying is not needed.",
              "Wait as long as the Retry-After header says.",
              "Spread the calls; the RateLimit headers say how many are left.");
      default -> throw missing(code);
    };
  }

  private static Meanings funds(Code code) {
    return switch (code) {
      case INSUFFICIENT_CREDITS ->
          m(
              "Your credit does not cover what this call costs.",
              "Open the link and add credit.",
              "Send the same request again: it passes within a second.");
      case CREDITS_HELD ->
          m(
              "Your credit is enough, but calls that are still running hold it.",
              "Wait a moment and try again, or make fewer calls at the same time.",
              "Or add credit.");
      case BUDGET_EXHAUSTED ->
          m(
              "A budget that your own organisation has set is used up.",
              "Ask the budget's owner to raise it, or wait for its next period.");
      case SPEND_LIMIT_REACHED ->
          m(
              "Your spending has reached the limit that your own tenant has set.",
              "An owner of your tenant can raise the limit.");
      case MAX_COST_EXCEEDED ->
          m(
              "The call may cost more than its Max-Cost header allows; nothing was charged.",
              "Raise Max-Cost or make the request smaller.");
      default -> throw missing(code);
    };
  }

  private static Meanings origin(Code code) {
    return switch (code) {
      case ORIGIN_BILLING ->
          m(
              "A supplier of the publisher refused the call. You owe nothing and were not charged.",
              "The publisher has been told; try again later or ask its support.");
      case ORIGIN_RESET ->
          m(
              "The publisher's server broke the connection off before it had answered.",
              "Try again if the call may be repeated.",
              "If it stays so, ask the publisher's support.");
      case ORIGIN_INVALID ->
          m(
              "The publisher's server answered something that is not valid HTTP.",
              "Ask the publisher's support and quote the request id.");
      case ORIGIN_UNREACHABLE ->
          m(
              "The publisher's server could not be reached. You were not charged.",
              "Try again in a moment.",
              "If it stays so, ask the publisher's support.");
      case ORIGIN_TIMEOUT ->
          m(
              "The publisher's server did not answer in time.",
              "Check whether the call had an effect before you repeat it.",
              "If it stays so, ask the publisher's support.");
      default -> throw missing(code);
    };
  }

  private static Meanings platform(Code code) {
    return switch (code) {
      case PUBLISHER_SUSPENDED ->
          m(
              "Your tenant is suspended on the platform until its own bill is paid.",
              "An owner can log in, see the bill and pay it; that always works.");
      case INTERNAL_ERROR ->
          m(
              "Something went wrong on our side. You were not charged.",
              "Try again; if it stays so, quote the request id to support.");
      case TENANT_UNAVAILABLE ->
          m(
              "The publisher's APIs are not available at the moment. It is not your account.",
              "Try again later or ask the publisher's support.");
      case BILLING_UNAVAILABLE ->
          m(
              "We cannot tell at the moment whether this call is paid for; so nothing was charged.",
              "Try again as Retry-After says.");
      case OVERLOADED ->
          m("The gateway has too much to do at the moment.", "Try again as Retry-After says.");
      case MAINTENANCE ->
          m("The API or the platform is being maintained.", "Try again as Retry-After says.");
      case SNAPSHOT_STALE ->
          m(
              "This node has not heard of changes for too long and does not guess.",
              "Try again: another node may answer.");
      default -> throw missing(code);
    };
  }

  private static IllegalStateException missing(Code code) {
    return new IllegalStateException(code + " has no meaning");
  }
}

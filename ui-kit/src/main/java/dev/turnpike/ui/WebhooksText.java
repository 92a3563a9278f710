package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of webhooks: endpoints, what they are told, and the log of deliveries. */
@MessageBundle("hooks")
public interface WebhooksText {
  @Message("Webhooks")
  String title();

  @Message(
      "Your own systems are told what happens to {tenant}: a signed POST for each event, sent again until it is received.")
  String lede(String tenant);

  @Message(
      "No system is told anything yet. Name an address below; it gets a test at the push of a button, and each event from then on.")
  String empty();

  @Message("Endpoint")
  String endpoint();

  @Message("Told about")
  String toldAbout();

  @Message("State")
  String stateLabel();

  @Message("Waiting")
  String waiting();

  @Message("everything")
  String everything();

  @Message("{some} of {all} kinds of events")
  String someOf(int some, int all);

  @Message("on")
  String on();

  @Message("failing")
  String failing();

  @Message("off")
  String off();

  @Message("Add an endpoint")
  String add();

  @Message("Name")
  String name();

  @Message("Address")
  String url();

  @Message("https://… on a public host, unless your operator allows others")
  String urlHint();

  @Message("Which events (none ticked: all, also those that come later)")
  String types();

  @Message("Add")
  String addButton();

  @Message("You have as many endpoints as there may be. Remove one first.")
  String full();

  @Message("Name: write 1 to 100 characters.")
  String nameWrong();

  @Message("Address: write a whole http or https address, without a password in it.")
  String urlWrong();

  @Message("Events: one of them is no kind of event. Tick them again.")
  String typesWrong();

  @Message("Its secret")
  String secretTitle();

  @Message(
      "Check with it that a message is ours (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature). It is shown this once: keep it now.")
  String secretText();

  @Message("The secret before signs beside it for {hours} hours.")
  String overlapText(int hours);

  @Message("I have kept it")
  String kept();

  @Message("Saved.")
  String saved();

  @Message("It is on: events are sent from now on.")
  String switchedOn();

  @Message("It is off: nothing is sent.")
  String switchedOff();

  @Message("Removed.")
  String removed();

  @Message("Sent. What came back stands first in the log.")
  String sent();

  @Message("Somebody of yours switched it off.")
  String offByPerson();

  @Message("Each attempt of three days failed, so it was switched off.")
  String offByFailing();

  @Message("It answered 410, gone, so it was switched off.")
  String offByGone();

  @Message("Since")
  String since();

  @Message("Each attempt has failed since")
  String failingSince();

  @Message("Both secrets sign until")
  String overlapUntil();

  @Message("Change")
  String change();

  @Message("Save")
  String save();

  @Message("Send a test")
  String test();

  @Message("Sends an event without a meaning now, and shows what came back.")
  String testText();

  @Message("Switch on")
  String switchOn();

  @Message("Switch off")
  String switchOff();

  @Message("What waits is given up; each delivery can be sent again from the log.")
  String switchOffText();

  @Message("New secret")
  String rotate();

  @Message("The one before signs beside it for a day, so that you can change over without a gap.")
  String rotateText();

  @Message("Remove")
  String remove();

  @Message("Remove {name}?")
  String removeTitle(String name);

  @Message("Its log goes with it, and what waits for it is never sent.")
  String removeText();

  @Message("Yes, remove")
  String removeConfirm();

  @Message("Keep it")
  String keep();

  @Message("Deliveries")
  String log();

  @Message("Nothing was sent yet. Send a test.")
  String logEmpty();

  @Message("Nothing older.")
  String nothingOlder();

  @Message("Event")
  String event();

  @Message("When")
  String when();

  @Message("Attempts")
  String attempts();

  @Message("Last answer")
  String lastAnswer();

  @Message("Again at")
  String again();

  @Message("Newest")
  String newest();

  @Message("Older")
  String older();

  @Message(
      "{#switch state}{#case 'WAITING'}waiting{#case 'DELIVERED'}delivered{#else}given up{/switch}")
  String state(String state);

  @Message("{status} after {millis} ms")
  String answered(int status, int millis);

  @Message("no answer: {trouble}")
  String unanswered(String trouble);

  @Message("not tried yet")
  String untried();

  @Message("Delivery of {type}")
  String deliveryTitle(String type);

  @Message("Message")
  String messageId();

  @Message("What is sent")
  String payload();

  @Message("What came back")
  String cameBack();

  @Message("Its answer was empty.")
  String noAnswer();

  @Message("Send again")
  String replay();

  @Message("Send {count} again")
  String missed(long count);

  @Message("They wait again and go out within seconds, oldest first, each under its own id.")
  String missedSent();

  @Message("It goes out now, under the same id: a receiver knows whether it had it before.")
  String replayText();

  @Message(
      "{#switch word}{#case 'subscription.requested'}somebody asks for a plan{#case 'subscription.approved'}a request is approved{#case 'subscription.rejected'}a request is refused{#case 'subscription.activated'}calls may begin{#case 'subscription.past_due'}a payment failed, grace runs{#case 'subscription.suspended'}grace is over, calls are refused{#case 'subscription.recovered'}it is paid again{#case 'subscription.plan_changed'}another plan holds{#case 'subscription.paused'}its consumer paused it{#case 'subscription.resumed'}its consumer goes on{#case 'subscription.blocked'}its publisher blocked it{#case 'subscription.unblocked'}its publisher let it in again{#case 'subscription.ended'}it is over{#case 'invoice.opened'}an invoice is issued{#case 'invoice.paid'}an invoice is paid{#case 'invoice.payment_failed'}a charge for an invoice failed{#case 'invoice.voided'}an invoice is void{#case 'invoice.uncollectible'}an invoice is given up{#case 'limit.threshold_crossed'}50, 80 or 100 % of an allowance, a wallet or a budget are used{#case 'key.revoked'}a key is revoked{#case 'api.published'}a release of an API is live{#case 'api.deprecated'}an API is deprecated{#case 'api.retired'}an API is gone{#case 'payment.succeeded'}a payment went through{#case 'payment.declined'}a payment was declined{#else}{word}{/switch}")
  String about(String word);
}

package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publisher's tables: refused calls, subscriptions, consumers. */
@MessageBundle("table")
public interface AdminTableText {
  @Message(
      "Calls to your APIs that Turnpike refused, equal ones of a minute as one. None was charged.")
  String denialsLede();

  @Message("No call was refused.")
  String denialsEmpty();

  @Message("No refused call matches.")
  String denialsNoMatch();

  @Message("Nothing older.")
  String denialsNoOlder();

  @Message("Reason")
  String code();

  @Message("Any")
  String any();

  @Message("Consumer")
  String consumer();

  @Message("Show")
  String show();

  @Message("Show all")
  String showAll();

  @Message("Older")
  String older();

  @Message("Newest")
  String newest();

  @Message("Call")
  String call();

  @Message("Times")
  String times();

  @Message("Last")
  String last();

  @Message("First")
  String first();

  @Message("Application")
  String application();

  @Message("Key")
  String key();

  @Message("Request")
  String request();

  @Message("Who can fix it")
  String who();

  @Message("Decided by")
  String decidedBy();

  @Message("The case")
  String theCase();

  @Message("What it was about")
  String facts();

  @Message("How it was decided")
  String trace();

  @Message("The first of these calls, step by step; times count from its arrival.")
  String traceLede();

  @Message("The log keeps calls for 30 days; this one is gone, or will be here in a second.")
  String traceEmpty();

  @Message("The answer the caller got")
  String body();

  @Message("Step")
  String step();

  @Message("Verdict")
  String verdict();

  @Message("Detail")
  String detail();

  @Message("Policy")
  String policy();

  @Message("At")
  String at();

  @Message(
      "Who may call your products, with the keys seen in the last seven days. A block is in force within a second, whatever was paid.")
  String keysLede();

  @Message("Nobody subscribed yet.")
  String keysEmpty();

  @Message("Plan")
  String plan();

  @Message("State")
  String state();

  @Message("Keys seen")
  String keysSeen();

  @Message("none")
  String noKeys();

  @Message("{calls} calls, {refused} refused")
  String keyCalls(String calls, String refused);

  @Message("Block …")
  String blockAsk();

  @Message("Block")
  String block();

  @Message("Unblock")
  String unblock();

  @Message("Change")
  String change();

  @Message("Why?")
  String reason();

  @Message("The consumer will read it.")
  String reasonHint();

  @Message("Done. Every node knows within a second.")
  String done();

  @Message("Nothing was blocked: say why, the consumer will read it.")
  String reasonMissing();

  @Message("The organisations that have an account with you.")
  String consumersLede();

  @Message("Nobody has an account with you yet.")
  String consumersEmpty();

  @Message("Available")
  String available();

  @Message("Held")
  String held();

  @Message("Subscriptions")
  String subscriptions();

  @Message("Mode")
  String mode();

  @Message("test")
  String test();

  @Message("live")
  String live();

  @Message("Refused calls of {consumer}")
  String denialsOf(String consumer);
}

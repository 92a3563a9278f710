package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the process editor. */
@MessageBundle("process")
public interface ProcessText {
  @Message("How {plan} is approved")
  String title(String plan);

  @Message(
      "What a request has to pass before calls do, in this order. Requests keep the steps that they began with.")
  String lede();

  @Message("Process")
  String link();

  @Message("No step: whoever asks is approved at once.")
  String empty();

  @Message("{number}. {kind}")
  String step(int number, String kind);

  @Message(
      "{#switch kind}{#case 'form'}Questions to who asks{#case 'consumer-approval'}Approval by the consumer's own people{#case 'publisher-approval'}Approval by our people{#case 'webhook'}A system of ours answers{#case 'terms'}Terms to accept{#case 'payment'}First payment{#else}Step{/switch}")
  String kind(String kind);

  @Message("Who decides")
  String role();

  @Message("the usual")
  String usual();

  @Message("How many have to agree")
  String approvals();

  @Message("Days until it is passed up")
  String days();

  @Message("Half of it reminds; after twice the days the request is refused. Empty: it waits.")
  String daysHint();

  @Message("To whom it is passed up")
  String escalate();

  @Message("Questions, one a line")
  String questions();

  @Message(
      "After a bar the choices: Where? | EU, US. With (optional) at the end it need not be answered.")
  String questionsHint();

  @Message("Text of the terms")
  String text();

  @Message("Version of the text")
  String revision();

  @Message("Address of the system")
  String url();

  @Message(
      "It gets a signed question with an address to answer at, once: see the documentation of webhooks.")
  String urlHint();

  @Message("Comes by itself when something is due at the start; it is always the last step.")
  String paymentHint();

  @Message("Up")
  String up();

  @Message("Down")
  String down();

  @Message("Remove")
  String remove();

  @Message("Add a step")
  String add();

  @Message("Add")
  String addDo();

  @Message("Publish the process")
  String save();

  @Message("A new revision of the plan; those who subscribed keep theirs.")
  String saveText();

  @Message("Revision {number} is published.")
  String published(int number);

  @Message("Nothing was changed: the plan said the same already.")
  String same();

  @Message("Step {number}: {detail}")
  String wrong(int number, String detail);

  @Message("Back to the plan")
  String back();
}

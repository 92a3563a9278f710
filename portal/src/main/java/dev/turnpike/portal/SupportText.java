package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the support form and of the letter that it sends. */
@MessageBundle("support")
public interface SupportText {
  @Message("Ask {publisher}")
  String title(String publisher);

  @Message(
      "Goes to {address}; the answer comes to {mine}. What is known of the refused call is filled in already: check it, and take out what nobody else should read.")
  String lede(String address, String mine);

  @Message(
      "{publisher} has named no mail address. Your question is kept here, and its people find it in their books.")
  String ledeNoAddress(String publisher);

  @Message("{publisher} also answers at")
  String site(String publisher);

  @Message("In a sentence")
  String subject();

  @Message("What happened, and what you expected")
  String happened();

  @Message("Endpoint")
  String endpoint();

  @Message("Date and time, with the zone")
  String happenedAt();

  @Message("Account")
  String account();

  @Message("The whole answer")
  String answer();

  @Message("What you have tried")
  String tried();

  @Message("Logs")
  String logs();

  @Message("Lines around the call. Never put a key’s secret here.")
  String logsHint();

  @Message("Send")
  String send();

  @Message("Sent")
  String sentTitle();

  @Message("Your question {id} went to {address}. The answer comes by mail.")
  String sentText(String id, String address);

  @Message("Your question {id} is kept.")
  String keptText(String id);

  @Message("Write what it is about, in a sentence.")
  String subjectWrong();

  @Message("Write what happened.")
  String happenedWrong();

  @Message("This looks like the secret of a key. Take it out; support never needs it.")
  String secretWrong();

  @Message(
      "That is many questions within an hour. Write again later, or answer the last one’s mail.")
  String tooMany();

  @Message("Asked before")
  String before();

  @Message("Nobody of {tenant} has asked anything yet.")
  String beforeEmpty(String tenant);

  @Message("Refused: {title}")
  String about(String title);

  @Message("Question {id} of {person} ({address}) for {tenant}")
  String letterHead(String id, String person, String address, String tenant);

  @Message("Answer to {address}, please.")
  String letterEnd(String address);
}

package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a publisher's door: whom it lets in. */
@MessageBundle("door")
public interface DoorText {
  @Message("New consumers")
  String title();

  @Message(
      "Who may sign up and subscribe at {publisher}. Whoever is in stays in, whatever the rule becomes.")
  String lede(String publisher);

  @Message("The rule")
  String rule();

  @Message("Everybody")
  String open();

  @Message("Whoever you let in")
  String approval();

  @Message("Addresses of these mail domains")
  String domains();

  @Message("Nobody by themselves")
  String invite();

  @Message("Mail domains")
  String domainList();

  @Message("Such as acme.example, with commas between.")
  String domainHint();

  @Message("Save")
  String save();

  @Message("Saved.")
  String saved();

  @Message("Decided; they were told by mail.")
  String decided();

  @Message("Who asked")
  String guests();

  @Message(
      "Nobody has asked to be let in. With the rule “whoever you let in”, new consumers appear here and you get a mail.")
  String empty();

  @Message("Consumer")
  String consumer();

  @Message("Asked")
  String asked();

  @Message("State")
  String state();

  @Message("Decide")
  String decide();

  @Message("waits")
  String waiting();

  @Message("let in")
  String admitted();

  @Message("turned away")
  String refused();

  @Message("by {name}")
  String by(String name);

  @Message("Let in")
  String admit();

  @Message("Turn away")
  String refuse();

  @Message("Reason, which they are told")
  String reason();

  @Message("Mail domains: name at least one, such as acme.example.")
  String domainsWrong();

  @Message("Rule: choose one of them.")
  String policyWrong();

  @Message("Reason: say why, in up to 1,000 characters.")
  String reasonWrong();

  @Message("It was decided so already.")
  String already();

  @Message("Members and invitations")
  String members();

  @Message("Invite somebody")
  String inviteTitle();

  @Message("Their organisation is let in as it comes, whatever the rule says.")
  String inviteText();

  @Message("E-mail")
  String email();

  @Message("Send the invitation")
  String inviteSend();

  @Message("The invitation is on its way.")
  String invited();

  @Message("E-mail: this cannot be an address. Check it for slips.")
  String emailWrong();
}

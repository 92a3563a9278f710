package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a consumer's requests: its own, and those that its approvers decide. */
@MessageBundle("request")
public interface RequestText {
  @Message("Requests")
  String menu();

  @Message("Requests of {tenant} at {publisher}")
  String listTitle(String tenant, String publisher);

  @Message("What was asked for, and whose turn it is.")
  String listLede();

  @Message(
      "Nothing was asked for yet. Choose a plan in the catalogue: it says which ones need an approval.")
  String listEmpty();

  @Message("To the catalogue")
  String toCatalogue();

  @Message("Application")
  String application();

  @Message("Plan")
  String plan();

  @Message("Stands")
  String stands();

  @Message("Asked")
  String asked();

  @Message("Older requests")
  String older();

  @Message("From the newest")
  String newest();

  @Message("{application}: {product}, {plan}")
  String title(String application, String product, String plan);

  @Message("Your answers")
  String form();

  @Message("{publisher} asks before it decides.")
  String formText(String publisher);

  @Message("not mandatory")
  String optional();

  @Message("Choose")
  String choose();

  @Message("Send the answers")
  String send();

  @Message("Terms")
  String terms();

  @Message("Version {revision}. What you accept is kept with the request.")
  String termsText(String revision);

  @Message("I accept these terms for {tenant}")
  String acceptLabel(String tenant);

  @Message("Accept")
  String accept();

  @Message("Tick the box to accept the terms, or withdraw the request.")
  String acceptMissing();

  @Message("Only members who may subscribe can do this: ask a developer or an admin of {tenant}.")
  String notYours(String tenant);

  @Message("What it costs")
  String costs();

  @Message("Asked by")
  String askedBy();

  @Message("Comments")
  String comments();

  @Message("No comments yet.")
  String commentsEmpty();

  @Message("internal")
  String internal();

  @Message("Write a comment")
  String comment();

  @Message("Only {tenant} sees it")
  String onlyUs(String tenant);

  @Message("Add the comment")
  String addComment();

  @Message("Withdraw the request")
  String withdraw();

  @Message("Withdraw this request?")
  String withdrawTitle();

  @Message("Nobody decides it any more. You can ask again at any time.")
  String withdrawText();

  @Message("Withdraw it")
  String withdrawSure();

  @Message("Back to the request")
  String back();

  @Message("Look at the request")
  String look();

  @Message("Pay now")
  String pay();

  @Message("Make the first call")
  String start();

  @Message("Look at the subscription")
  String subscription();

  @Message("Hand over")
  String transfer();

  @Message(
      "Another application of {tenant} takes the subscription over, with its state and payments. Keys of {application} are refused from then on.")
  String transferText(String tenant, String application);

  @Message("To the application")
  String transferTo();

  @Message("Hand it over")
  String transferDo();

  @Message("Somebody was faster")
  String conflict();

  @Message("Done.")
  String done();

  @Message("Refused: {reason}")
  String refused(String reason);

  @Message("Ask again")
  String again();

  @Message("To approve")
  String inboxMenu();

  @Message("Requests of {tenant} to approve")
  String inboxTitle(String tenant);

  @Message(
      "What your developers ask for and what it costs. Nothing goes to the publisher before you agree.")
  String inboxLede();

  @Message("Nothing waits for you. Requests come here when a plan needs your own approval first.")
  String inboxEmpty();

  @Message("{application} wants {plan} of {publisher}")
  String wants(String application, String plan, String publisher);

  @Message("you asked for it, or belong to the other side: somebody else decides")
  String own();

  @Message("Your roles do not decide this step.")
  String mayNot();

  @Message("Comment")
  String yesComment();

  @Message("Approve")
  String approve();

  @Message("Refuse")
  String refuse();

  @Message("Reason")
  String reason();

  @Message("Say why: who asked will read it.")
  String reasonHint();

  @Message("Credit at {publisher}")
  String balance(String publisher);

  @Message("Open invoices")
  String openInvoices();

  @Message("More requests")
  String more();

  @Message("While I am away")
  String away();

  @Message("Somebody else decides for you, in your name. They get your letters meanwhile.")
  String awayText();

  @Message("Who decides")
  String awayTo();

  @Message("First day")
  String awayFrom();

  @Message("Last day")
  String awayUntil();

  @Message("Arrange it")
  String awayArrange();

  @Message("{to} decides for {from} until {until}")
  String awayLine(String from, String to, String until);

  @Message("I am back")
  String awayEnd();

  @Message("Choose a last day.")
  String awayDay();
}

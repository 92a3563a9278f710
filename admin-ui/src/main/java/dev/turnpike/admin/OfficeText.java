package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of lists in the admin pages and of the audit trail. */
@MessageBundle("office")
public interface OfficeText {
  @Message("Audit")
  String menuAudit();

  @Message("Settings")
  String menuSettings();

  @Message("Search")
  String search();

  @Message("Show")
  String show();

  @Message("Show all")
  String showAll();

  @Message("Pages")
  String pages();

  @Message("Newest")
  String newest();

  @Message("Older")
  String older();

  @Message("From the start")
  String fromStart();

  @Message("More")
  String more();

  @Message("Nothing older.")
  String nothingOlder();

  @Message("Audit trail")
  String auditTitle();

  @Message(
      "Everything that was done in your organisation: by whom, when and why. Nobody can change or remove a line, not even the operator.")
  String auditLede();

  @Message("Nothing was done yet. The first approval, block or change of a plan will stand here.")
  String auditEmpty();

  @Message("No event matches. Ask for more days, or for less.")
  String auditNoMatch();

  @Message("What")
  String what();

  @Message("About")
  String about();

  @Message("Anything")
  String anything();

  @Message("Who")
  String person();

  @Message("Anybody")
  String anybody();

  @Message("Facts")
  String facts();

  @Message("When")
  String when();

  @Message("From (UTC)")
  String fromDay();

  @Message("To (UTC)")
  String toDay();

  @Message("the platform")
  String platform();

  @Message("somebody who is gone")
  String gone();

  @Message("As a table (CSV)")
  String csv();

  @Message("Search for a consumer")
  String searchConsumer();

  @Message("Search consumer, application or product")
  String searchSubscription();

  @Message("With a subscription that is")
  String withSubscription();

  @Message("Any")
  String anyState();

  @Message("shut out")
  String shutOut();

  @Message(
      "Nobody has an account with you yet. One is opened when a developer asks for one of your plans: publish a product with a plan that is on sale.")
  String consumersEmpty();

  @Message("No consumer matches.")
  String consumersNoMatch();

  @Message("No subscription matches.")
  String subscriptionsNoMatch();

  @Message("This consumer is shut out")
  String shutOutNow();

  @Message("Let them in again")
  String letIn();

  @Message("Relation")
  String relation();

  @Message("Address")
  String slug();

  @Message("Test account")
  String testAccount();

  @Message("Live account")
  String liveAccount();

  @Message("What you can do")
  String whatNow();

  @Message("Shut out …")
  String shutOutAsk();

  @Message("Shut {name} out?")
  String shutOutTitle(String name);

  @Message(
      "{number} live subscriptions are blocked within a second, and so is whatever they subscribe to later. What was paid stays booked. You can let them in again at any time.")
  String shutOutText(int number);

  @Message("Say why: the consumer will read it.")
  String shutOutReasonMissing();

  @Message("Shut out")
  String shutOutDo();

  @Message("Leave it as it is")
  String leaveIt();

  @Message("They have an account, but no subscription.")
  String noSubscriptions();

  @Message("That is not your password.")
  String wrongPassword();

  @Message("Search for a product")
  String searchProduct();

  @Message("No product matches.")
  String productsNoMatch();
}

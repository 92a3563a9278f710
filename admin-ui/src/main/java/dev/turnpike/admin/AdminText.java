package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publisher's pages; those of the tables are in {@link AdminTableText}. */
@MessageBundle("admin")
public interface AdminText {
  @Message("Log in to administer")
  String logIn();

  @Message("For people who publish APIs. Developers log in at the portal.")
  String logInLede();

  @Message("E-mail")
  String email();

  @Message("Password")
  String password();

  @Message("That e-mail and password do not belong together.")
  String wrongPassword();

  @Message("Too many attempts. Wait a minute, then try again.")
  String tooManyAttempts();

  @Message("Your publishers")
  String startTitle();

  @Message("You belong to no organisation that publishes APIs.")
  String startEmpty();

  @Message("To the developer portal")
  String toPortal();

  @Message("Requests")
  String menuRequests();

  @Message("Plans")
  String menuPlans();

  @Message("Refused calls")
  String menuDenials();

  @Message("Consumers")
  String menuConsumers();

  @Message("Subscriptions")
  String menuKeys();

  @Message("Books")
  String menuBooks();

  @Message("Invoices")
  String menuInvoices();

  @Message("Mails")
  String menuMails();

  @Message("Requests to decide")
  String requestsTitle();

  @Message(
      "Who wants which plan, what you know of them, and what it would earn. A decision is in force within a second.")
  String requestsLede();

  @Message("Nothing waits for you.")
  String requestsEmpty();

  @Message("{application} of {consumer} wants {plan}")
  String wants(String application, String consumer, String plan);

  @Message("Asked by")
  String askedBy();

  @Message("somebody who is gone")
  String somebody();

  @Message("Waiting since")
  String waitingSince();

  @Message("Step")
  String step();

  @Message("{position} of {of}")
  String stepOf(int position, int of);

  @Message("Plan")
  String plan();

  @Message("Limits")
  String limits();

  @Message("none")
  String noLimits();

  @Message("Would earn")
  String wouldEarn();

  @Message("nothing: the plan is free")
  String earnsNothing();

  @Message("{amount} a month")
  String earnsMonthly(String amount);

  @Message("and")
  String and();

  @Message("{amount} a call")
  String earnsPerCall(String amount);

  @Message("test account, no real money")
  String testAccount();

  @Message("Customer since")
  String customerSince();

  @Message("Balance with you")
  String balance();

  @Message("Unpaid invoices")
  String openInvoices();

  @Message("Their other subscriptions with you")
  String history();

  @Message("This is their first.")
  String historyEmpty();

  @Message("Your own request, or one of an organisation you belong to: somebody else decides it.")
  String ownRequest();

  @Message("Your role may look, but not decide.")
  String mayNotDecide();

  @Message("Comment for the record")
  String comment();

  @Message("Optional")
  String optional();

  @Message("Approve")
  String approve();

  @Message("Reject")
  String reject();

  @Message("Reject …")
  String rejectAsk();

  @Message("Why?")
  String reason();

  @Message("Who asked will read it, and so will callers with a key.")
  String reasonHint();

  @Message("Say why: who asked will read it.")
  String reasonMissing();

  @Message("Approved")
  String approvedDone();

  @Message("The application may call within a second, once anything due is paid.")
  String approvedDoneText();

  @Message("Rejected")
  String rejectedDone();

  @Message("Who asked reads your reason; the application may ask again.")
  String rejectedDoneText();

  @Message("Somebody decided meanwhile")
  String decidedMeanwhile();

  @Message("Not yours to decide")
  String notYours();

  @Message("Nobody decides their own request, nor one of another organisation they belong to.")
  String notYoursText();

  @Message("Decided lately")
  String decidedLately();

  @Message("waits for approval")
  String requested();

  @Message("rejected")
  String rejected();

  @Message("awaits payment")
  String awaitingPayment();

  @Message("active")
  String active();

  @Message("trial")
  String trialing();

  @Message("in grace")
  String pastDue();

  @Message("suspended")
  String suspended();

  @Message("ended")
  String ended();

  @Message("paused")
  String paused();

  @Message("blocked")
  String blocked();

  @Message("Refused calls")
  String denialsTitle();

  @Message("Subscriptions and keys")
  String keysTitle();

  @Message("Consumers")
  String consumersTitle();
}

package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publisher's books. */
@MessageBundle("books")
public interface BooksText {
  @Message("Books")
  String title();

  @Message(
      "Every customer’s account, whether its records agree, and changes that wait for a second person.")
  String lede();

  @Message("Waiting for a second person")
  String inbox();

  @Message("No adjustment waits.")
  String inboxEmpty();

  @Message("{amount} for {consumer}, proposed by {person}: {reason}")
  String proposal(String amount, String consumer, String person, String reason);

  @Message("Approve")
  String approve();

  @Message("Reject")
  String reject();

  @Message("Why not")
  String whyNot();

  @Message("You proposed this: a second person decides it.")
  String own();

  @Message("Your role does not approve adjustments.")
  String mayNot();

  @Message("Accounts")
  String accounts();

  @Message("Customer")
  String customer();

  @Message("Balance")
  String balance();

  @Message("Held")
  String held();

  @Message("May go below zero")
  String overdraft();

  @Message("May still spend")
  String available();

  @Message("Used by calls")
  String used();

  @Message("Records")
  String records();

  @Message("agree")
  String agree();

  @Message("differ")
  String differ();

  @Message("Nobody has an account yet.")
  String empty();

  @Message("{consumer}: account")
  String accountTitle(String consumer);

  @Message("Records held against each other")
  String reconciliation();

  @Message("and")
  String and();

  @Message("Statement")
  String statement();

  @Message("Opening balance on {day}")
  String opening(String day);

  @Message("Closing balance on {day}")
  String closing(String day);

  @Message("Date")
  String date();

  @Message("What")
  String what();

  @Message("Amount")
  String amount();

  @Message("Running balance")
  String running();

  @Message("Credit that is not spent, in the order of use")
  String lots();

  @Message("{remaining} of {amount}, {kind}{until}")
  String lot(String remaining, String amount, String kind, String until);

  @Message(", until {day}")
  String until(String day);

  @Message("Adjust the balance")
  String adjust();

  @Message(
      "Above {limit} a second person approves. The customer reads the reason on the statement.")
  String adjustText(String limit);

  @Message("Amount in {currency}; a minus takes credit away")
  String adjustAmount(String currency);

  @Message("Reason")
  String reason();

  @Message("It is")
  String kind();

  @Message("a gift (burns first)")
  String given();

  @Message("a correction of what was paid for")
  String correction();

  @Message("Expires on (empty: never)")
  String expires();

  @Message("Propose")
  String propose();

  @Message("Payments")
  String payments();

  @Message("Refund (empty: all that is left)")
  String refundAmount();

  @Message("Refund")
  String refund();

  @Message("{amount} back, {state}: {reason}")
  String refunded(String amount, String state, String reason);

  @Message("How far the customer may go below zero")
  String overdraftTitle();

  @Message("In force on every node within a second.")
  String overdraftText();

  @Message("Set")
  String set();

  @Message("Done. It is in the books.")
  String posted();

  @Message("It is above the limit for one person and waits for a second.")
  String waits();

  @Message("Rejected.")
  String rejected();

  @Message("Adjustments decided")
  String history();

  @Message("{amount} for {consumer}: {state} by {person}. {reason}")
  String past(String amount, String consumer, String state, String person, String reason);
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the statement. */
@MessageBundle("statement")
public interface StatementText {
  @Message("Wallet and statement")
  String title();

  @Message(
      "Every amount that moved {tenant}’s credit at {publisher}. Opening balance plus all amounts is the closing balance: add it up.")
  String lede(String tenant, String publisher);

  @Message("Your credit")
  String credit();

  @Message("Balance {balance}, of which calls in flight hold {held}.")
  String balance(String balance, String held);

  @Message("{remaining} {kind}, until {until}")
  String lotUntil(String remaining, String kind, String until);

  @Message("{remaining} {kind}")
  String lot(String remaining, String kind);

  @Message("Calls use it in this order.")
  String order();

  @Message("There is no credit left.")
  String noLots();

  @Message("Add credit")
  String topUp();

  @Message("From")
  String from();

  @Message("to")
  String to();

  @Message("Show")
  String show();

  @Message("Download as CSV")
  String download();

  @Message("Date")
  String date();

  @Message("What")
  String what();

  @Message("Amount")
  String amount();

  @Message("Balance")
  String running();

  @Message("Opening balance on {day}")
  String opening(String day);

  @Message("Closing balance on {day}")
  String closing(String day);

  @Message("Not all lines are shown. Choose fewer days, or download them.")
  String more();

  @Message("Nothing moved the credit on these days.")
  String nothing();

  @Message("Calls, in {postings} batches")
  String calls(String postings);

  @Message("The single calls of this line are no longer kept; their sum is in the statement.")
  String noCharges();

  @Message("each call")
  String eachCall();

  @Message("Calls of one line")
  String chargesTitle();

  @Message("What the line’s calls cost, call by call; at most 500.")
  String chargesLede();

  @Message("Request")
  String request();

  @Message("API")
  String api();

  @Message("Status")
  String status();

  @Message("Sum of these")
  String sum();

  @Message("Back to the statement")
  String back();

  @Message("paid")
  String paid();

  @Message("given")
  String given();

  @Message("trial")
  String trial();

  @Message("of the plan")
  String allowance();
}

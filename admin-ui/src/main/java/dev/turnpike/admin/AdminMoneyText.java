package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publisher's pages about accounts. */
@MessageBundle("accounts")
public interface AdminMoneyText {
  @Message("Accounts")
  String menu();

  @Message("Accounts")
  String title();

  @Message(
      "Who has money with you, who owes some, and who is about to be refused. Read from the rows that decide calls.")
  String lede();

  @Message("No account matches.")
  String noMatch();

  @Message("Nobody has an account with you yet.")
  String empty();

  @Message("Consumer")
  String consumer();

  @Message("Search for a consumer")
  String search();

  @Message("Trouble")
  String worry();

  @Message("Sorted by")
  String sort();

  @Message("All accounts")
  String all();

  @Message("Any trouble")
  String any();

  @Message("Show")
  String show();

  @Message("Show all")
  String showAll();

  @Message("More")
  String more();

  @Message("From the start")
  String fromStart();

  @Message("Payments")
  String status();

  @Message("Available")
  String available();

  @Message("Held")
  String held();

  @Message("Last payment")
  String lastPayment();

  @Message("never")
  String never();

  @Message("Overdue")
  String overdue();

  @Message("test")
  String test();

  @Message("empty {when}")
  String emptyWhen(String when);

  @Message("Suspended")
  String suspended();

  @Message("In grace")
  String inGrace();

  @Message("Trial just ended")
  String trialEnded();

  @Message("Invoice overdue")
  String invoiceOverdue();

  @Message("Payment failed")
  String paymentFailed();

  @Message("Wallet nearly empty")
  String walletEnds();

  @Message("Allowance nearly used")
  String allowanceEnds();

  @Message("Awaiting first payment")
  String awaitingPayment();

  @Message("Pending")
  String pending();

  @Message("Last one declined")
  String declined();

  @Message("Paid up")
  String current();

  @Message("Name")
  String byName();

  @Message("Least available first")
  String byBalance();

  @Message("Most overdue first")
  String byOverdue();

  @Message("Most spent today first")
  String bySpent();

  @Message("Latest payment first")
  String byLastPayment();

  @Message("Balance")
  String balance();

  @Message("Overdraft")
  String overdraft();

  @Message("Spent in 24 hours")
  String spentOfDay();

  @Message("At this pace empty")
  String emptyAt();

  @Message("{total} on {invoices} invoices, the oldest due")
  String owed(String total, int invoices);

  @Message("Subscriptions")
  String subscriptions();

  @Message("No subscription.")
  String noSubscriptions();

  @Message("Application")
  String application();

  @Message("Plan")
  String plan();

  @Message("State")
  String state();

  @Message("Until")
  String until();

  @Message("Reason")
  String reason();

  @Message("Since")
  String since();

  @Message("Use against limits")
  String limits();

  @Message("No allowance is counted.")
  String noLimits();

  @Message("starts again {when}")
  String resets(String when);

  @Message("at this pace used up {when}")
  String usedUp(String when);

  @Message("Payments")
  String payments();

  @Message("Nothing was paid or tried.")
  String noPayments();

  @Message("When")
  String when();

  @Message("For")
  String purpose();

  @Message("Amount")
  String amount();

  @Message("Outcome")
  String outcome();

  @Message("Processor")
  String processor();

  @Message("The processor's reason")
  String processorReason();

  @Message("Internal log")
  String log();

  @Message("What you and the platform did. The consumer never sees this.")
  String logLede();

  @Message("Nothing noted.")
  String logEmpty();

  @Message("Action")
  String action();

  @Message("By")
  String by();

  @Message("the platform")
  String platform();

  @Message("Facts")
  String facts();

  @Message("Bookings on your side")
  String bookings();

  @Message("Revenue, receivables and losses: the halves that a statement does not show.")
  String bookingsLede();

  @Message("Nothing booked.")
  String bookingsEmpty();

  @Message("Book")
  String book();

  @Message("Kind")
  String kind();

  @Message("Refused calls of {consumer}")
  String refused(String consumer);
}

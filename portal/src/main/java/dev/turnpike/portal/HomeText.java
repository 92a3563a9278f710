package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the overview page and of the pages about codes. */
@MessageBundle("home")
public interface HomeText {
  @Message("{tenant} at {publisher}")
  String title(String tenant, String publisher);

  @Message("Quota and billing state of every application, on one page.")
  String lede();

  @Message("Everything works")
  String wellTitle();

  @Message("No call of yours is refused for money, quota or approval.")
  String wellText();

  @Message("{count} more below")
  String more(String count);

  @Message("{application} is blocked")
  String blockedTitle(String application);

  @Message("{publisher} gives the reason: {reason}")
  String blockedText(String publisher, String reason);

  @Message("Calls of {application} are refused until an invoice is paid")
  String suspendedTitle(String application);

  @Message("{product}, {plan}: {amount} is unpaid and grace is over. The keys stay valid.")
  String suspendedText(String product, String plan, String amount);

  @Message("A payment for {application} is overdue")
  String pastDueTitle(String application);

  @Message("Calls pass until {until}; after that they are refused.")
  String pastDueText(String until);

  @Message("{application} waits for its first payment")
  String awaitingTitle(String application);

  @Message("{product}, {plan} is approved; calls pass once {amount} is paid.")
  String awaitingText(String product, String plan, String amount);

  @Message("{application} is paused")
  String pausedTitle(String application);

  @Message("Somebody of your organisation paused it: {reason}")
  String pausedText(String reason);

  @Message("{application} waits for approval")
  String requestedTitle(String application);

  @Message("{product}, {plan} of {publisher}: step {position} of {of} is open.")
  String requestedText(String publisher, String product, String plan, int position, int of);

  @Message("The wallet is empty")
  String emptyTitle();

  @Message("A call costs {price} and {available} is available: prepaid calls are refused.")
  String emptyText(String price, String available);

  @Message("The wallet is nearly empty")
  String lowTitle();

  @Message("{available} is left, enough for {calls} calls.")
  String lowText(String available, String calls);

  @Message("{application} has used up its {limit} limit")
  String usedUpTitle(String application, String limit);

  @Message("{used}. It resets {when}.")
  String usedUpText(String used, String when);

  @Message("{application} has nearly used up its {limit} limit")
  String nearlyTitle(String application, String limit);

  @Message("Pay {amount}")
  String pay(String amount);

  @Message("Add credit")
  String addCredit();

  @Message("See larger plans")
  String seePlans();

  @Message("{card} has expired")
  String cardTitle(String card);

  @Message("The next renewal cannot be charged to it, and calls stop when grace is over.")
  String cardText();

  @Message("Use another card")
  String cardFix();

  @Message("Payments")
  String payments();

  @Message("No payment yet.")
  String noPayments();

  @Message("All payments and cards")
  String allPayments();

  @Message("No card on file.")
  String noCards();

  @Message("Keys")
  String keys();

  @Message("No key yet. The page on the first call shows how to make one.")
  String noKeys();

  @Message("All {count}")
  String allSubscriptions(String count);

  @Message("{count} more on the pages of your subscriptions")
  String moreTrouble(String count);

  @Message("{count} more limits, less used than these")
  String moreLimits(String count);

  @Message("All keys")
  String allKeys();

  @Message("All calls")
  String allCalls();

  @Message("Read more")
  String readMore();

  @Message("Statement")
  String statement();

  @Message("Nothing has moved yet.")
  String noLines();

  @Message("Balance")
  String balance();

  @Message("When")
  String when();

  @Message("What")
  String what();

  @Message("Nothing to pay here")
  String settledTitle();

  @Message("It is paid, or it needs no payment any more.")
  String settledText();

  @Message("The wallet of {tenant} at {publisher} has")
  String has(String tenant, String publisher);

  @Message("overdue")
  String overdue();

  @Message("Wallet")
  String wallet();

  @Message("Held by calls in flight")
  String held();

  @Message("Lent by {publisher}")
  String overdraft(String publisher);

  @Message("Last payment")
  String lastPayment();

  @Message("none")
  String none();

  @Message("No wallet: nothing here is prepaid.")
  String noWallet();

  @Message("Limits")
  String limits();

  @Message("No limit is counted yet.")
  String noLimits();

  @Message("resets {when}")
  String resets(String when);

  @Message("Subscriptions")
  String subscriptions();

  @Message("No subscription yet. Choose a plan in the catalogue.")
  String noSubscriptions();

  @Message("Application")
  String application();

  @Message("Product and plan")
  String plan();

  @Message("State")
  String state();

  @Message("Since")
  String since();

  @Message("Invoices")
  String invoices();

  @Message("No invoice yet.")
  String noInvoices();

  @Message("Number")
  String number();

  @Message("Amount")
  String amount();

  @Message("Due")
  String due();

  @Message("Refused calls")
  String denials();

  @Message("No call was refused.")
  String noDenials();

  @Message("Call")
  String call();

  @Message("Why")
  String why();

  @Message("Times")
  String times();

  @Message("Last")
  String last();

  @Message("See and fix")
  String fix();

  @Message("Errors")
  String errorsCrumb();

  @Message("What it means")
  String codeMeans();

  @Message("Who can put it right")
  String codeWho();

  @Message("Does waiting help?")
  String codeWaiting();

  @Message("Charged?")
  String codeCharged();

  @Message("No. A refused call is never forwarded and never charged.")
  String codeNotCharged();

  @Message("What to do")
  String codeTodo();

  @Message("What the answer looks like")
  String codeExample();

  @Message("Every code")
  String codeAll();

  @Message("Status")
  String status();

  @Message("Code")
  String code();
}

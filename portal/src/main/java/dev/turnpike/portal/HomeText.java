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

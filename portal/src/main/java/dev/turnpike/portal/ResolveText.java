package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that puts a refused call right. */
@MessageBundle("resolve")
public interface ResolveText {
  @Message("Refused call")
  String crumb();

  @Message("The call")
  String theCall();

  @Message("Call")
  String call();

  @Message("Refused")
  String refusedAt();

  @Message("Seen")
  String seen();

  @Message("{times} times since {since}")
  String seenTimes(String times, String since);

  @Message("Application")
  String application();

  @Message("Product")
  String product();

  @Message("Plan")
  String plan();

  @Message("Request")
  String request();

  @Message("Code")
  String code();

  @Message("When it was refused")
  String theNumbers();

  @Message("Available")
  String available();

  @Message("Held by calls in flight")
  String held();

  @Message("This call needs up to")
  String required();

  @Message("Missing")
  String missing();

  @Message("Resets")
  String resets();

  @Message("Add credit")
  String topUpTitle();

  @Message("The call needs {missing} more than the wallet has. Any unused credit stays in it.")
  String topUpText(String missing);

  @Message("Credit can be added at any time; unused credit stays in the wallet.")
  String topUpTextPlain();

  @Message("Amount in {currency}")
  String amount(String currency);

  @Message("At least {least} lets this very call through.")
  String amountHint(String least);

  @Message("Write an amount such as 10.00, between {least} and {most}.")
  String amountWrong(String least, String most);

  @Message("Choose one of the cards.")
  String cardWrong();

  @Message("Pay with")
  String payWith();

  @Message("Sandbox cards: each behaves as its line says, and none moves money.")
  String sandbox();

  @Message("Add this credit")
  String pay();

  @Message("Pay {amount}")
  String payAmount(String amount);

  @Message("Pay invoice {number}")
  String invoiceTitle(String number);

  @Message("Calls pass again as soon as it is paid. Your keys stay as they are.")
  String invoiceText();

  @Message("Due")
  String due();

  @Message("Amount")
  String amountDue();

  @Message("Last attempt")
  String lastAttempt();

  @Message("The request")
  String requestTitle();

  @Message(
      "Nothing to pay and nothing to change in the call: somebody at {publisher} decides about the request.")
  String requestText(String publisher);

  @Message("State")
  String state();

  @Message("waiting: step {position} of {of}")
  String requestWaiting(int position, int of);

  @Message("rejected")
  String requestRejected();

  @Message("blocked")
  String requestBlocked();

  @Message("Asked")
  String asked();

  @Message("Reason given")
  String reason();

  @Message("Choose a plan to go on")
  String renewTitle();

  @Message("The application takes it up where it was: the same keys, nothing to approve.")
  String renewText();

  @Message("Go on with this plan")
  String renew();

  @Message("Choose a larger plan to go on")
  String upgradeTitle();

  @Message(
      "The application keeps its keys. You see what the change costs before it is made; the same call passes a second later.")
  String upgradeText();

  @Message("See what it costs")
  String upgrade();

  @Message("Resume the subscription")
  String resumeTitle();

  @Message("Somebody of your organisation paused it. Calls pass again within a second.")
  String resumeText();

  @Message("Resume")
  String resume();

  @Message("Ask somebody who may pay")
  String askTitle();

  @Message(
      "Paying for {tenant} takes the role billing, admin or owner, and yours is none of them. These people can do it; send them this page's address:")
  String askText(String tenant);

  @Message("Nobody in your organisation has such a role yet. Ask an owner.")
  String askNobody();

  @Message("What to do")
  String adviceTitle();

  @Message("Waiting helps: the limit resets {when}.")
  String waitUntil(String when);

  @Message("Everything about {code}")
  String allAbout(String code);

  @Message("Paid")
  String paidTitle();

  @Message(
      "{amount} arrived; the wallet now holds {balance}. The gateway knows: the same call passes.")
  String paidWallet(String amount, String balance);

  @Message("{amount} arrived and the invoice is settled. The gateway knows: the same call passes.")
  String paidInvoice(String amount);

  @Message("Already put right")
  String solvedTitle();

  @Message("What refused this call is gone. Try it again.")
  String solvedText();

  @Message("The card was declined: not enough money on it")
  String insufficientTitle();

  @Message("Nothing was charged. Use another card, or a smaller amount.")
  String insufficientText();

  @Message("The card has expired")
  String expiredTitle();

  @Message("Nothing was charged. Use a card that is still valid.")
  String expiredText();

  @Message("The payment was not confirmed")
  String unconfirmedTitle();

  @Message("Nothing was charged. Pay again and confirm when your bank asks.")
  String unconfirmedText();

  @Message("The card was declined")
  String declinedTitle();

  @Message("Nothing was charged. Use another card, or ask your bank about the code {reason}.")
  String declinedText(String reason);

  @Message("The payment's outcome is not known yet")
  String pendingTitle();

  @Message(
      "The processor has not answered. That is not a decline: the money may still arrive, and if it does it is credited once. Wait a little before you pay again, or you may pay twice.")
  String pendingText();

  @Message("Look again")
  String lookAgain();

  @Message("The payment service is out of reach")
  String outageTitle();

  @Message("Nothing was charged. Try again in a minute.")
  String outageText();

  @Message("Your bank wants you to confirm")
  String actionTitle();

  @Message("The payment waits for your confirmation; nothing is charged before it.")
  String actionText();

  @Message("Go to the confirmation")
  String goConfirm();

  @Message("Confirm the payment")
  String confirmTitle();

  @Message("This stands for the page your bank would show. Confirm to let the payment through.")
  String confirmText();

  @Message("Payee")
  String payee();

  @Message("Card")
  String card();

  @Message("For")
  String purpose();

  @Message("Credit for {tenant}")
  String purposeCredit(String tenant);

  @Message("Invoice {number}")
  String purposeInvoice(String number);

  @Message("First payment")
  String firstTitle();

  @Message("No answer within ten seconds.")
  String triedNoAnswer();

  @Message("Confirm")
  String confirm();

  @Message("Do not pay")
  String refuse();

  @Message("Try it again")
  String tryAgain();

  @Message(
      "This repeats the call through the gateway with a key of the same application that lives for a minute. It costs what the call costs.")
  String tryAgainText();

  @Message(
      "A {method} may change something, so it is not repeated from here. Send it again yourself:")
  String tryByHand(String method);

  @Message("With your own key in place of KEY:")
  String curlText();

  @Message("The same call, now")
  String triedTitle();

  @Message("Answered {status} {seconds} s after the payment.")
  String triedAfter(int status, String seconds);

  @Message("Answered {status} in {millis} ms.")
  String tried(int status, String millis);

  @Message("The first bytes of the answer")
  String triedBody();
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page on payments and cards, and why a charge can fail. */
@MessageBundle("payments")
public interface PaymentText {
  @Message("Payments and cards")
  String title();

  @Message(
      "What {tenant} paid {publisher}, what failed and why, and the cards that renewals are charged to.")
  String lede(String tenant, String publisher);

  @Message("Payments")
  String payments();

  @Message("When")
  String when();

  @Message("For")
  String purpose();

  @Message("Amount")
  String amount();

  @Message("What became of it")
  String state();

  @Message("Card")
  String card();

  @Message("The processor’s number")
  String processor();

  @Message("credit")
  String topUp();

  @Message("first payment")
  String first();

  @Message("invoice {number}")
  String invoice(String number);

  @Message("paid and applied")
  String applied();

  @Message("paid, not applied yet")
  String notApplied();

  @Message("the processor has not answered yet")
  String pending();

  @Message("waits for your confirmation")
  String actionRequired();

  @Message("Confirm")
  String confirm();

  @Message("declined")
  String declined();

  @Message("not charged: the processor was out of order")
  String failed();

  @Message(
      "No payment yet. The first one is asked for when a plan costs something or you add credit.")
  String none();

  @Message("Nothing is bought here yet: choose a plan in the catalogue first.")
  String noAccount();

  @Message("Earlier payments")
  String earlier();

  @Message("Cards on file")
  String cards();

  @Message("current")
  String current();

  @Message("expired")
  String expired();

  @Message("good until {month}")
  String goodUntil(String month);

  @Message("main")
  String main();

  @Message("Make it the main card")
  String makeMain();

  @Message("Remove")
  String remove();

  @Message("Remove this card? Without a main card the next renewal cannot be charged.")
  String removeQuestion();

  @Message("Yes, remove it")
  String removeSure();

  @Message("Add a card")
  String add();

  @Message("Keep this card as the main one")
  String keep();

  @Message("Done.")
  String done();

  @Message("Somebody with the role billing, admin or owner can change cards.")
  String mayNot();

  @Message("Not enough money on the card. Use another card, or try again once there is.")
  String insufficientFunds();

  @Message("The card has expired. Use another card.")
  String expiredCard();

  @Message("The card’s bank refused without a reason. Ask the bank, or use another card.")
  String cardDeclined();

  @Message("The card’s bank refuses this payment. Ask the bank, or use another card.")
  String doNotHonor();

  @Message("The security code of the card is wrong. Enter the card again.")
  String incorrectCvc();

  @Message("The payment was not confirmed. Try again and confirm it.")
  String authenticationFailed();

  @Message("There is no card on file. Add one, and the invoice is paid with it.")
  String methodMissing();

  @Message("The card on file has expired. Add another, and the invoice is paid with it.")
  String methodExpired();

  @Message("The card’s bank asks you to confirm the payment. Pay the invoice here.")
  String declineActionRequired();

  @Message("is accepted")
  String isAccepted();

  @Message("is accepted now and declined at renewal")
  String failsLater();

  @Message("has not enough money")
  String shortOfMoney();

  @Message("is declined for no reason")
  String isDeclined();

  @Message("is refused by its bank for good")
  String isLost();

  @Message("has expired")
  String hasExpired();

  @Message("is accepted and expires with this month")
  String expiresSoon();

  @Message("asks you to confirm")
  String asks();

  @Message("never answers")
  String isSilent();

  @Message("finds the processor out of order")
  String findsOutage();
}

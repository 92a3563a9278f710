package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of an invoice, on the page and on paper. */
@MessageBundle("paper")
public interface InvoiceText {
  @Message("Invoice {number}")
  String invoice(String number);

  @Message("From")
  String from();

  @Message("To")
  String to();

  @Message("Issued")
  String issued();

  @Message("Due")
  String due();

  @Message("Period")
  String period();

  @Message("What")
  String what();

  @Message("Quantity")
  String quantity();

  @Message("Amount")
  String amount();

  @Message("exactly {amount}; the rest is carried to the next invoice")
  String exactly(String amount);

  @Message("Tax")
  String tax();

  @Message("Total")
  String total();

  @Message("Closed unpaid: {reason}")
  String closed(String reason);

  @Message("Payments")
  String payments();

  @Message("No payment was tried yet.")
  String noPayments();

  @Message("When")
  String when();

  @Message("What became of it")
  String became();

  @Message("The processor's number")
  String processorId();

  @Message("Questions: {address}")
  String questions(String address);

  @Message("PDF")
  String pdf();

  @Message("Pay {amount}")
  String pay(String amount);

  @Message("Invoices")
  String invoices();

  @Message("Number")
  String number();

  @Message("State")
  String stateLabel();

  @Message("No invoice yet.")
  String none();

  @Message("Card")
  String card();

  @Message(
      "{#switch state}{#case 'draft'}draft{#case 'open'}open{#case 'paid'}paid{#case 'void'}void"
          + "{#case 'uncollectible'}uncollectible{#else}{state}{/switch}")
  String state(String state);

  @Message(
      "{#switch state}{#case 'PENDING'}pending: the processor has not answered"
          + "{#case 'ACTION_REQUIRED'}waits for a confirmation{#case 'SUCCEEDED'}paid"
          + "{#case 'DECLINED'}declined{#else}not charged: the processor was out of order{/switch}")
  String attempt(String state);

  @Message(
      "{#switch kind}{#case 'top-up'}credit added{#case 'usage'}calls{#case 'invoice'}invoice"
          + "{#case 'invoice-payment'}invoice paid{#case 'adjustment'}adjustment"
          + "{#case 'refund'}refund{#else}{kind}{/switch}")
  String booking(String kind);

  @Message("{word}: {sentence}")
  String decline(String word, String sentence);

  @Message(
      "{#switch kind}{#case 'paid'}paid{#case 'promo'}given{#case 'trial'}given to try"
          + "{#case 'allowance'}included{#else}{kind}{/switch}")
  String credit(String kind);

  @Message(
      "{#switch purpose}{#case 'top-up'}credit{#case 'invoice'}invoice"
          + "{#case 'subscription'}first payment{#else}{purpose}{/switch}")
  String purpose(String purpose);
}

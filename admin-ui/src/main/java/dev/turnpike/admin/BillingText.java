package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publisher's pages about invoices and mails. */
@MessageBundle("billing")
public interface BillingText {
  @Message("Consumer mails")
  String mails();

  @Message("What your consumers were told about their money, newest first. Each is told once.")
  String mailsLede();

  @Message("Nothing was told yet.")
  String noMails();

  @Message("Told")
  String told();

  @Message("Consumer")
  String consumer();

  @Message("When")
  String when();

  @Message("Letters sent")
  String letters();

  @Message("{sent} of {all}")
  String sentOf(int sent, int all);

  @Message("All invoices of your consumers, newest first.")
  String invoicesLede();

  @Message("All")
  String all();

  @Message("Search consumer or number")
  String searchInvoices();

  @Message("No invoice matches.")
  String noInvoiceMatches();

  @Message("Search consumer or what was told")
  String searchMails();

  @Message("No mail matches.")
  String noMailMatches();

  @Message("Last charge")
  String lastCharge();

  @Message("Close it unpaid")
  String closeTitle();

  @Message(
      "Void: it should not have been issued, and is taken back whole. Uncollectible: it is owed, but you"
          + " give it up and book the loss. The consumer sees the reason.")
  String closeText();

  @Message("Reason")
  String reason();

  @Message("Make void")
  String makeVoid();

  @Message("Mark uncollectible")
  String writeOff();

  @Message("Give a reason of at most 500 characters; the consumer sees it.")
  String reasonMissing();
}

package dev.turnpike.portal;

import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.PaymentHistory.Entry;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment and a card on file as people read them. */
@ApplicationScoped
class PaymentViews {
  private final Declines declines;
  private final PaymentText text;

  PaymentViews(Declines declines, PaymentText text) {
    this.declines = declines;
    this.text = text;
  }

  /**
   * One payment.
   *
   * @param invoice the page of what it was for
   * @param reason why it failed, and what helps
   * @param confirm where it is confirmed, when it waits for that
   */
  record Line(
      Instant at,
      String purpose,
      @Nullable String invoice,
      String amount,
      String state,
      String tone,
      @Nullable String reason,
      @Nullable String confirm,
      @Nullable String card,
      @Nullable String processor) {}

  record Card(String id, String label, String note, String tone, boolean main) {}

  Line line(String publisher, String tenant, Entry entry) {
    DeclineCode decline = entry.decline();
    return new Line(
        entry.at(),
        purpose(entry),
        entry.invoiceId() == null
            ? null
            : Addresses.invoicePage(publisher, tenant, entry.invoiceId()),
        Formats.amount(entry.amount()),
        state(entry),
        tone(entry),
        decline == null ? null : declines.sentence(decline),
        entry.state() == Payment.State.ACTION_REQUIRED
            ? "/" + publisher + "/pay/" + entry.id() + "/confirmation?tenant=" + tenant
            : null,
        entry.card(),
        entry.processorId());
  }

  private String purpose(Entry entry) {
    if (entry.invoice() != null) {
      return text.invoice(entry.invoice());
    }
    return entry.purpose().equals("top-up") ? text.topUp() : text.first();
  }

  private String state(Entry entry) {
    return switch (entry.state()) {
      case SUCCEEDED -> entry.applied() ? text.applied() : text.notApplied();
      case PENDING -> text.pending();
      case ACTION_REQUIRED -> text.actionRequired();
      case DECLINED -> text.declined();
      case FAILED -> text.failed();
    };
  }

  private static String tone(Entry entry) {
    return switch (entry.state()) {
      case SUCCEEDED -> entry.applied() ? "good" : "warn";
      case PENDING -> "info";
      case ACTION_REQUIRED -> "warn";
      case DECLINED, FAILED -> "bad";
    };
  }

  Card card(PaymentMethods.Method method) {
    return new Card(
        method.id().toString(),
        method.brand() + " •••• " + method.last4(),
        method.expired()
            ? text.expired()
            : text.current() + ", " + text.goodUntil(method.expires().toString()),
        method.expired() ? "bad" : "good",
        method.main());
  }
}

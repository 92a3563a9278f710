package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice with everything that stands on it, and what became of it.
 *
 * @param period what its fees are for; null on invoices from before there were periods
 * @param total with tax
 * @param taxNote what it says about tax
 * @param closedReason why it was closed unpaid; empty when it was not
 */
public record InvoiceSheet(
    Invoices.Invoice invoice,
    Party publisher,
    Party consumer,
    @Nullable Period period,
    List<Item> items,
    Money tax,
    String taxNote,
    Money total,
    String closedReason,
    List<Payment> payments) {
  public InvoiceSheet {
    items = List.copyOf(items);
    payments = List.copyOf(payments);
  }

  /** A side of it. */
  public record Party(String slug, String name, @Nullable String email) {}

  /**
   * A line.
   *
   * @param exact what it is worth before rounding
   */
  public record Item(String text, String kind, long quantity, Money amount, Money exact) {
    /** Whether rounding changed it: the rest is carried to the next invoice. */
    public boolean isRounded() {
      return !amount.equals(exact);
    }
  }

  public boolean isOpen() {
    return invoice.state().equals("open");
  }

  public @Nullable Instant paidAt() {
    return invoice.paidAt();
  }
}

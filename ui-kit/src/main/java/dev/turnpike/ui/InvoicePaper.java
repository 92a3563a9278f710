package dev.turnpike.ui;

import dev.turnpike.tenants.billing.InvoiceSheet;
import dev.turnpike.tenants.billing.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice on paper: the same facts as its page, in the same words. */
@ApplicationScoped
public final class InvoicePaper {
  private static final int LEFT = 56;
  private static final int RIGHT = Pdf.WIDTH - LEFT;
  private static final int QUANTITY = 400;
  private static final int LAST = Pdf.HEIGHT - 90;
  private static final int STEP = 16;
  private static final int TEXT_WIDTH = 280;

  private final InvoiceText text;

  InvoicePaper(InvoiceText text) {
    this.text = text;
  }

  /** The PDF's bytes. */
  public byte[] of(InvoiceSheet sheet) {
    return new Sheet(sheet).write();
  }

  /** One paper while it is written, from the top down. */
  private final class Sheet {
    private final InvoiceSheet it;
    private final Pdf pdf;
    private int y = 80;

    private Sheet(InvoiceSheet it) {
      this.it = it;
      this.pdf = Pdf.titled(text.invoice(it.invoice().number()));
    }

    private byte[] write() {
      head();
      items();
      totals();
      foot();
      return pdf.bytes();
    }

    private void head() {
      pdf.text(LEFT, y, 20, true, text.invoice(it.invoice().number()));
      pdf.textTo(RIGHT, y, 11, true, word(it));
      y += 34;
      fact(text.from(), it.publisher().name());
      fact(text.to(), it.consumer().name());
      fact(text.issued(), Formats.day(it.invoice().issuedAt()));
      fact(text.due(), Formats.day(it.invoice().dueAt()));
      if (it.period() != null) {
        fact(
            text.period(),
            Formats.day(it.period().start()) + " – " + Formats.day(it.period().end()));
      }
      y += STEP;
    }

    private void fact(String name, String value) {
      pdf.text(LEFT, y, 10, false, name);
      pdf.text(LEFT + 90, y, 10, true, value);
      y += STEP;
    }

    private void items() {
      pdf.text(LEFT, y, 9, true, text.what());
      pdf.textTo(QUANTITY, y, 9, true, text.quantity());
      pdf.textTo(RIGHT, y, 9, true, text.amount());
      y += 6;
      pdf.line(LEFT, y, RIGHT);
      y += STEP;
      for (InvoiceSheet.Item item : it.items()) {
        roomFor(2);
        pdf.textTo(QUANTITY, y, 10, false, Formats.grouped(item.quantity()));
        pdf.textTo(RIGHT, y, 10, false, Formats.number(item.amount()));
        words(item.text());
        if (item.isRounded()) {
          pdf.text(LEFT, y - 3, 8, false, text.exactly(Formats.number(item.exact())));
          y += STEP;
        }
      }
      pdf.line(LEFT, y - 8, RIGHT);
      y += 6;
    }

    private void totals() {
      roomFor(4);
      if (it.tax().isPositive()) {
        pdf.textTo(QUANTITY, y, 10, false, text.tax());
        pdf.textTo(RIGHT, y, 10, false, Formats.number(it.tax()));
        y += STEP;
      }
      pdf.textTo(QUANTITY, y, 12, true, text.total());
      pdf.textTo(RIGHT, y, 12, true, Formats.amount(it.total()));
      y += 2 * STEP;
      if (!it.taxNote().isBlank()) {
        words(it.taxNote());
      }
      if (!it.closedReason().isBlank()) {
        words(text.closed(it.closedReason()));
      }
      y += STEP;
    }

    private void foot() {
      if (!it.payments().isEmpty()) {
        roomFor(3);
        pdf.text(LEFT, y, 11, true, text.payments());
        y += STEP;
        for (Payment payment : it.payments()) {
          roomFor(2);
          words(line(payment));
        }
      }
      if (it.publisher().email() != null) {
        y += STEP;
        roomFor(2);
        words(text.questions(it.publisher().email()));
      }
    }

    private String line(Payment payment) {
      return Formats.day(payment.createdAt())
          + " · "
          + text.attempt(payment.state().name())
          + " · "
          + Formats.amount(payment.amount())
          + some(payment.processorId())
          + (payment.decline() == null ? "" : " · " + payment.decline().word());
    }

    private void words(String words) {
      List<String> lines = Pdf.wrapped(words, 10, TEXT_WIDTH);
      for (String line : lines) {
        pdf.text(LEFT, y, 10, false, line);
        y += STEP;
      }
    }

    private void roomFor(int lines) {
      if (y + lines * STEP > LAST) {
        pdf.newPage();
        y = 80;
      }
    }
  }

  private static String some(@Nullable String words) {
    return words == null ? "" : " · " + words;
  }

  private String word(InvoiceSheet sheet) {
    return text.state(sheet.invoice().state());
  }
}

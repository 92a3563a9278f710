package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Money;

/**
 * One line of an invoice, before it is rounded.
 *
 * @param quantity of what the text names; not negative
 * @param micros what it is worth in all, in micro-units of the account's currency; negative: in the
 *     consumer's favour
 */
public record Line(Kind kind, String text, long quantity, long micros) {
  public Line {
    if (text.isBlank() || quantity < 0) {
      throw new IllegalArgumentException("a line names what it is for, and how much of it");
    }
  }

  /** One of something at a price. */
  public Line(Kind kind, String text, Money money) {
    this(kind, text, 1, money.micros());
  }

  /** What a line is for, which tells the book its other side is in. */
  public enum Kind {
    SETUP(Book.REVENUE),
    /** The fee of a period, in advance. */
    RECURRING(Book.REVENUE),
    /** The rest of a period at one price, or at the other's expense. */
    PRORATION(Book.REVENUE),
    ONE_OFF(Book.REVENUE),
    /** Served calls: they are in the wallet already, as a debt. */
    USAGE(Book.WALLET),
    /** What the wallet's credit has paid of the usage. */
    PAID_FROM_CREDIT(Book.WALLET),
    /** What rounding left over from invoices before. */
    CARRIED_USAGE(Book.WALLET),
    CARRIED_FEES(Book.REVENUE),
    /** More in the consumer's favour than asked: it waits for the next invoice. */
    KEPT_FOR_NEXT(Book.REVENUE);

    private final Book book;

    Kind(Book book) {
      this.book = book;
    }

    Book book() {
      return book;
    }
  }

  /** Where the money of a line comes from in the ledger. */
  enum Book {
    WALLET,
    REVENUE
  }
}

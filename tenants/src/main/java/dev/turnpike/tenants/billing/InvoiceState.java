package dev.turnpike.tenants.billing;

import java.time.Instant;

/**
 * Where an invoice stands. A transition is a method of the states that allow it and of no other;
 * the database holds the same table, in the trigger {@code invoice_moves}.
 */
public sealed interface InvoiceState {
  /** Being written; it has no number and nobody owes it. */
  record Draft() implements InvoiceState {
    public Open issued() {
      return new Open();
    }

    public Voided discarded(String reason) {
      return new Voided(reason);
    }
  }

  /** Owed. */
  record Open() implements InvoiceState {
    public Paid paid(Instant at) {
      return new Paid(at);
    }

    /** Taken back: it should never have been issued. */
    public Voided voided(String reason) {
      return new Voided(reason);
    }

    /** Owed still, but no longer expected. */
    public Uncollectible writtenOff(String reason) {
      return new Uncollectible(reason);
    }
  }

  record Paid(Instant at) implements InvoiceState {}

  record Voided(String reason) implements InvoiceState {
    public Voided {
      requireReason(reason);
    }
  }

  record Uncollectible(String reason) implements InvoiceState {
    public Uncollectible {
      requireReason(reason);
    }

    /** The money came after all. */
    public Paid paid(Instant at) {
      return new Paid(at);
    }
  }

  /** The word in the database. */
  default String word() {
    return switch (this) {
      case Draft draft -> "draft";
      case Open open -> "open";
      case Paid paid -> "paid";
      case Voided gone -> "void";
      case Uncollectible lost -> "uncollectible";
    };
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("closing an invoice unpaid has a reason");
    }
  }
}

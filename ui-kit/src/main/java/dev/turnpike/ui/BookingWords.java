package dev.turnpike.ui;

import dev.turnpike.tenants.billing.DeclineCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;

/** What the books say in words of their own, for people: kinds of bookings, credit, payments. */
@ApplicationScoped
public class BookingWords {
  /** Their notes were written by a person; those of others are the books' own, in English. */
  private static final Set<String> NOTED_BY_PEOPLE = Set.of("adjustment", "refund");

  private final InvoiceText text;

  BookingWords(InvoiceText text) {
    this.text = text;
  }

  /** The kind of a booking, with its note where the reader can make something of it. */
  public String booking(String kind, String memo) {
    return hasWords(kind, memo) ? text.booking(kind) + ": " + memo : text.booking(kind);
  }

  /** The note alone, if it says more to the reader than the kind does. */
  public String note(String kind, String memo) {
    return hasWords(kind, memo) ? memo : text.booking(kind);
  }

  private static boolean hasWords(String kind, String memo) {
    return !memo.isBlank()
        && (NOTED_BY_PEOPLE.contains(kind) || Reader.current().language() == Language.ENGLISH);
  }

  /** Of credit: given, paid and the like. */
  public String credit(String kind) {
    return text.credit(kind);
  }

  /** Why a card was declined, and what helps. */
  public String decline(DeclineCode code) {
    return text.decline(code.word(), code.sentence());
  }

  /** What a payment was for. */
  public String purpose(String purpose) {
    return text.purpose(purpose);
  }

  /** How a payment stands; {@code state} in either spelling, {@code action-required} or a name. */
  public String payment(String state) {
    return text.attempt(state.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

package dev.turnpike.tenants.dunning;

import dev.turnpike.tenants.billing.DeclineCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of no it was, and when it is worth to try again: the one table, by decline code. Card
 * schemes forbid to retry hard declines; a card that is out of date does not get better by waiting.
 */
enum RetryClass {
  /** Money may arrive. */
  FUNDS(1, 3, 5, 7),
  /** Nobody says why; it may pass. */
  SOFT(1, 3, 5, 7),
  /** The bank means it: never again with this card. */
  HARD(),
  /** The card itself is the trouble: another one is asked for at once. */
  METHOD(),
  /** The payer has to confirm: nobody can do that in their place. */
  CONFIRMATION();

  private static final Duration DAY = Duration.ofDays(1);

  @SuppressWarnings("ImmutableEnumChecker") // never changed after the constructor, never given away
  private final List<Integer> days;

  RetryClass(Integer... days) {
    this.days = List.of(days);
  }

  static RetryClass of(DeclineCode code) {
    return switch (code) {
      case INSUFFICIENT_FUNDS -> FUNDS;
      case CARD_DECLINED -> SOFT;
      case DO_NOT_HONOR -> HARD;
      case EXPIRED_CARD, INCORRECT_CVC, METHOD_MISSING, METHOD_EXPIRED -> METHOD;
      case AUTHENTICATION_FAILED, ACTION_REQUIRED -> CONFIRMATION;
    };
  }

  /** The word in the database. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The next try, counted from the first failure; empty: none any more. */
  Optional<Instant> next(Instant firstFailed, Instant now) {
    return days.stream()
        .map(day -> firstFailed.plus(DAY.multipliedBy(day)))
        .filter(at -> at.isAfter(now))
        .findFirst();
  }

  /** What the consumer can do. */
  String advice() {
    return switch (this) {
      case FUNDS, SOFT -> "You can also pay it now, with this or another card.";
      case HARD, METHOD -> "It is not tried again with this card: add another one, or pay it now.";
      case CONFIRMATION -> "Pay it now and confirm the payment.";
    };
  }
}

package dev.turnpike.tenants.billing;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why the payer's side refused, one by one (R86): what it says, and whether the same card may help.
 */
public enum DeclineCode {
  INSUFFICIENT_FUNDS(
      "The card has not enough money on it. Use another card, or try again once it has.", true),
  EXPIRED_CARD("The card has expired. Use another card.", false),
  CARD_DECLINED(
      "The card's bank refused without a reason. Ask the bank, or use another card.", true),
  DO_NOT_HONOR("The card's bank refuses this payment. Ask the bank, or use another card.", false),
  INCORRECT_CVC("The security code of the card is wrong. Enter the card again.", false),
  AUTHENTICATION_FAILED("The payment was not confirmed. Try again and confirm it.", true),

  // Ours: no processor was asked, or it asks for the payer
  METHOD_MISSING("There is no card on file. Add one, and the invoice is paid with it.", false),
  METHOD_EXPIRED(
      "The card on file has expired. Add another, and the invoice is paid with it.", false),
  ACTION_REQUIRED("The card's bank asks you to confirm the payment. Pay the invoice here.", false);

  private final String sentence;
  private final boolean retryable;

  DeclineCode(String sentence, boolean retryable) {
    this.sentence = sentence;
    this.retryable = retryable;
  }

  /** The word in the database and in answers: {@code insufficient_funds}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What happened and what to do, for a person. */
  public String sentence() {
    return sentence;
  }

  /** Whether the same method may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** A word that a newer version wrote reads as a plain decline. */
  public static DeclineCode of(String word) {
    return Arrays.stream(values())
        .filter(code -> code.word().equals(word))
        .findFirst()
        .orElse(CARD_DECLINED);
  }
}

package dev.turnpike.tenants.billing;

import java.util.Arrays;
import java.util.Optional;

/** The magic cards of the sandbox: each shows what one kind of answer looks like. */
public enum SandboxCard {
  ACCEPTED("sbx_accepted", "visa", "4242", "is accepted"),
  FAILS_LATER("sbx_declined_at_renewal", "visa", "0341", "is accepted now and declined at renewal"),
  SHORT_OF_MONEY("sbx_insufficient_funds", "visa", "9995", "has not enough money"),
  DECLINED("sbx_declined", "visa", "0002", "is declined for no reason"),
  LOST("sbx_do_not_honor", "mastercard", "9979", "is refused by its bank for good"),
  EXPIRED("sbx_expired_card", "visa", "0069", "has expired"),
  EXPIRES_SOON("sbx_expires_soon", "visa", "1881", "is accepted and expires with this month"),
  ASKS("sbx_confirm", "mastercard", "3155", "asks you to confirm"),
  SILENT("sbx_silent", "mastercard", "5100", "never answers"),
  OUTAGE("sbx_outage", "visa", "0119", "finds the processor out of order");

  private final String token;
  private final String brand;
  private final String last4;
  private final String behaviour;

  SandboxCard(String token, String brand, String last4, String behaviour) {
    this.token = token;
    this.brand = brand;
    this.last4 = last4;
    this.behaviour = behaviour;
  }

  public String token() {
    return token;
  }

  public String brand() {
    return brand;
  }

  public String last4() {
    return last4;
  }

  /** What it does, to stand behind the card's name. */
  public String behaviour() {
    return behaviour;
  }

  public static Optional<SandboxCard> of(String token) {
    return Arrays.stream(values()).filter(card -> card.token.equals(token)).findFirst();
  }
}

package dev.turnpike.tenants.billing;

import java.util.Arrays;
import java.util.Optional;

/** The magic cards of the sandbox: each shows what one kind of answer looks like. */
public enum SandboxCard {
  ACCEPTED("sbx_accepted", "visa", "4242", "is accepted"),
  SHORT_OF_MONEY("sbx_insufficient_funds", "visa", "9995", "has not enough money"),
  EXPIRED("sbx_expired_card", "visa", "0069", "has expired"),
  ASKS("sbx_confirm", "mastercard", "3155", "asks you to confirm"),
  SILENT("sbx_silent", "mastercard", "0341", "never answers"),
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

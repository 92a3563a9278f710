package dev.turnpike.tenants.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an endpoint can be told. The words are those of the database's triggers and of the messages:
 * a noun and what happened to it, as Standard Webhooks recommends.
 */
public enum EventType {
  SUBSCRIPTION_REQUESTED,
  SUBSCRIPTION_APPROVED,
  SUBSCRIPTION_REJECTED,
  SUBSCRIPTION_ACTIVATED,
  SUBSCRIPTION_PAST_DUE,
  SUBSCRIPTION_SUSPENDED,
  SUBSCRIPTION_RECOVERED,
  SUBSCRIPTION_PLAN_CHANGED,
  SUBSCRIPTION_PAUSED,
  SUBSCRIPTION_RESUMED,
  SUBSCRIPTION_BLOCKED,
  SUBSCRIPTION_UNBLOCKED,
  SUBSCRIPTION_ENDED,
  INVOICE_OPENED,
  INVOICE_PAID,
  INVOICE_PAYMENT_FAILED,
  INVOICE_VOIDED,
  INVOICE_UNCOLLECTIBLE,
  LIMIT_THRESHOLD_CROSSED,
  PAYMENT_SUCCEEDED,
  PAYMENT_DECLINED,
  API_PUBLISHED,
  API_DEPRECATED,
  API_RETIRED,
  KEY_REVOKED;

  /** Such as {@code invoice.payment_failed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
  }

  /** Empty for a word that is no type. */
  public static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}

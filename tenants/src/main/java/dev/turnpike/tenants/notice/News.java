package dev.turnpike.tenants.notice;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a consumer is to know, told once per subject, kind, period and threshold.
 *
 * @param consumer who is told
 * @param publisher on whose account it is; null: the consumer's own affair, such as a budget
 * @param subject what it is about: a subscription, a wallet, a budget or an invoice
 * @param kind lower-case words with hyphens, such as {@code grace-half}
 * @param period what repeats it: the same news of another period is news again
 * @param threshold in percent; 0 where there is none
 * @param body in sentences, for people; what to do comes last
 * @param path where to do it, in the portal
 * @param at in the account's time
 */
public record News(
    TenantId consumer,
    @Nullable TenantId publisher,
    @Nullable AccountId account,
    UUID subject,
    String kind,
    String period,
    int threshold,
    Tone tone,
    String title,
    String body,
    String path,
    Instant at) {

  /** How much it matters. */
  public enum Tone {
    GOOD,
    INFO,
    WARN,
    BAD
  }
}

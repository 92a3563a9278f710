package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands.
 *
 * @param purpose {@code top-up}, {@code invoice} or {@code first}
 * @param decline why it was refused, when it was
 */
public record Payment(
    UUID id,
    AccountId account,
    String purpose,
    Money amount,
    State state,
    String processor,
    @Nullable String processorId,
    @Nullable DeclineCode decline,
    @Nullable String cardBrand,
    @Nullable String cardLast4,
    Instant createdAt) {

  /** Where a payment stands. */
  public enum State {
    /** The outcome is not known yet: never a decline. */
    PENDING,
    ACTION_REQUIRED,
    SUCCEEDED,
    DECLINED,
    /** The processor was out of order; nothing was charged. */
    FAILED
  }
}

package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code payment}. */
@RegisterForReflection
record PaymentRow(
    UUID id,
    UUID accountId,
    UUID consumerId,
    String purpose,
    @Nullable UUID invoiceId,
    @Nullable UUID subscriptionId,
    long amount,
    String currency,
    String state,
    String processor,
    @Nullable String processorId,
    @Nullable String declineCode,
    @Nullable String cardBrand,
    @Nullable String cardLast4,
    @Nullable String method,
    OffsetDateTime createdAt) {

  static final String SELECT =
      """
      select id, account_id, consumer_id, purpose, invoice_id, subscription_id, amount, currency,
        state, processor, processor_id, decline_code, card_brand, card_last4, method,
        created_at
      from payment
      """;

  Money money() {
    return new Money(amount, Currency.getInstance(currency));
  }

  Payment payment() {
    return new Payment(
        id,
        new AccountId(accountId),
        purpose,
        money(),
        Payment.State.valueOf(state.replace('-', '_').toUpperCase(Locale.ROOT)),
        processor,
        processorId,
        declineCode == null ? null : DeclineCode.of(declineCode),
        cardBrand,
        cardLast4,
        createdAt.toInstant());
  }
}

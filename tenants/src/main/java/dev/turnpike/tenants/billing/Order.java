package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid, and with what.
 *
 * @param method the processor's token of the card
 * @param idempotencyKey the same key on the same account is the same payment; null: always a new
 *     one
 * @param denial the refused call that led here; null when none did
 */
public record Order(
    Purpose purpose, String method, @Nullable String idempotencyKey, @Nullable String denial) {

  /** What the money is for. */
  public sealed interface Purpose {}

  /** Credit for an account's wallet: 1 to 10,000 of the major unit. */
  public record TopUp(AccountId account, Money amount) implements Purpose {}

  /** An open invoice, in full. */
  public record Bill(InvoiceId invoice) implements Purpose {}

  /** The first payment of an approved subscription. */
  public record First(SubscriptionId subscription) implements Purpose {}
}

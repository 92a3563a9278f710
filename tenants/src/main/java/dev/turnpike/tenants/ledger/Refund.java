package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Money of a payment on its way back to the card, or there.
 *
 * @param state pending, succeeded or failed; what failed is credit again
 */
public record Refund(
    UUID id, UUID payment, Money amount, String reason, String state, Instant askedAt) {}

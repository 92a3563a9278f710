package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that was made.
 *
 * @param decidedBy a name; null when the person is no member any more
 */
public record Decided(
    SubscriptionId subscription,
    String consumerName,
    String applicationName,
    String planName,
    boolean approved,
    @Nullable String decidedBy,
    String reason,
    Instant at) {}

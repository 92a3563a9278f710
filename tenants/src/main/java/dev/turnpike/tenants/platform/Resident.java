package dev.turnpike.tenants.platform;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant in numbers; what it sells to whom is not the operator's to read.
 *
 * @param sold live subscriptions to its plans
 * @param bought live subscriptions of its applications
 */
@RegisterForReflection
public record Resident(
    UUID id,
    String slug,
    String name,
    boolean publishes,
    Instant createdAt,
    @Nullable Instant suspendedAt,
    @Nullable String suspendedReason,
    long members,
    long products,
    long sold,
    long bought) {}

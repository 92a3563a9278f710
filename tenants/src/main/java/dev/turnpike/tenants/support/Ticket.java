package dev.turnpike.tenants.support;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question as its askers find it again.
 *
 * @param sentTo the support's mail address; null: the publisher has none
 */
@RegisterForReflection
public record Ticket(UUID id, Instant at, String subject, String person, @Nullable String sentTo) {}

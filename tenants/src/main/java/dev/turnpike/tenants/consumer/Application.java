package dev.turnpike.tenants.consumer;

import dev.turnpike.tenants.kernel.ApplicationId;
import java.time.Instant;

/** A program of a consumer that calls. */
public record Application(
    ApplicationId id,
    String slug,
    String name,
    Instant createdAt,
    long liveKeys,
    long liveSubscriptions) {}

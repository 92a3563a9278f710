package dev.turnpike.tenants.tenant;

import java.time.Instant;
import java.util.UUID;

/**
 * A log-in that lasts, as its person sees it.
 *
 * @param area {@code portal} or {@code admin}
 * @param agent what the browser calls itself; nothing is proved by it
 * @param address from where it was opened
 * @param current the one that asks
 */
public record OpenSession(
    UUID id,
    String area,
    String agent,
    String address,
    Instant openedAt,
    Instant seenAt,
    Instant expiresAt,
    boolean current) {}

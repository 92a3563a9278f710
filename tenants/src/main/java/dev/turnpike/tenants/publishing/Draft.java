package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.ApiTerms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an API is to become; at most one an API.
 *
 * @param document the OpenAPI document it was read from; absent: none
 * @param changedBy the person's name
 * @param kept false: nobody has changed anything, these are the live release's terms
 */
public record Draft(
    ApiTerms terms,
    @Nullable UUID document,
    @Nullable String changedBy,
    @Nullable Instant changedAt,
    boolean kept) {}

package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.ApiTerms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API as it was published once. Never changes.
 *
 * @param number counted from 1 within the API
 * @param document the OpenAPI document that came with it; absent: none
 * @param note what its publisher says of it; may be empty
 * @param publishedBy the person's name; absent: a file, or the platform
 * @param live whether calls are served by this one now
 */
public record Release(
    UUID id,
    int number,
    ApiTerms terms,
    @Nullable UUID document,
    String note,
    @Nullable String publishedBy,
    Instant publishedAt,
    boolean live) {}

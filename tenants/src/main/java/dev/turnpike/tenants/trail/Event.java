package dev.turnpike.tenants.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail; it never changes.
 *
 * @param id in the order of time
 * @param person who acted; null when the platform did
 * @param name of that person; null when they left or were erased, the id stays
 * @param action such as {@code subscription.approved}
 * @param facts what was said besides, such as a reason
 */
public record Event(
    UUID id,
    Instant at,
    @Nullable PersonId person,
    @Nullable String name,
    @Nullable String email,
    String action,
    String subjectKind,
    String subject,
    JsonNode facts) {}

package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.kernel.PlanId;
import java.time.Instant;

/**
 * A plan's terms as they were published. It never changes; who holds it keeps it until moved.
 *
 * @param number counted from 1
 * @param subscribers how many subscriptions hold it that are not over
 */
public record Revision(
    PlanId id, int number, Instant publishedAt, long subscribers, PlanTerms terms) {}

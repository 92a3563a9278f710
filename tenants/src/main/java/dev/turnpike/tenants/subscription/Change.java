package dev.turnpike.tenants.subscription;

import java.util.UUID;

/**
 * What a subscription becomes.
 *
 * @param revision the plan revision that it holds from now on
 */
public record Change(SubscriptionState state, Course course, UUID revision) {}

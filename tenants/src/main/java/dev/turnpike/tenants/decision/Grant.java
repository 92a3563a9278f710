package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Instant;

/**
 * Proof that the order of checks was walked to its end. Only {@link Admission} makes one; nothing
 * is forwarded without it.
 *
 * @param price what one successful call costs; zero when the plan is free
 * @param at when the call came; decides windows and waiting times
 */
public record Grant(
    Publisher publisher,
    Api api,
    Api.Operation operation,
    Application application,
    Key key,
    Product product,
    Subscription subscription,
    Money price,
    Instant at) {}

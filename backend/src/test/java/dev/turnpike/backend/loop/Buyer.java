package dev.turnpike.backend.loop;

import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.tenant.Acting;

/**
 * A consumer of acme's weather made for one test, with a wallet, an application and a key of its
 * own, so that nobody of the cast is spoiled for other tests.
 *
 * @param key the whole key
 */
public record Buyer(
    Acting owner,
    ApplicationId application,
    SubscriptionId subscription,
    Accounts.Account account,
    String keyId,
    String key) {}

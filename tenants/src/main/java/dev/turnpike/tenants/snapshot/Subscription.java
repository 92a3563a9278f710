package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.WalletId;

/** An application's right to call, with the plan revision it holds and where its money lies. */
public record Subscription(
    SubscriptionId id,
    ProductId product,
    Plan plan,
    AccountId account,
    WalletId wallet,
    Standing standing) {}

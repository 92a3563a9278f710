package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * An application's right to call, with the plan revision it holds and where its money lies.
 *
 * @param zone the account's, in which its windows and periods begin
 * @param ahead how far a test account's clock was moved forward; zero for live ones
 */
public record Subscription(
    SubscriptionId id,
    ProductId product,
    Plan plan,
    AccountId account,
    WalletId wallet,
    Standing standing,
    ZoneId zone,
    Duration ahead) {
  /** In UTC and in the world's time. */
  public Subscription(
      SubscriptionId id,
      ProductId product,
      Plan plan,
      AccountId account,
      WalletId wallet,
      Standing standing) {
    this(id, product, plan, account, wallet, standing, ZoneOffset.UTC, Duration.ZERO);
  }

  /**
   * The account's time. It decides periods, trials, grace and the windows of allowances; never
   * rates, leases or credentials.
   */
  public Instant time(Instant now) {
    return now.plus(ahead);
  }
}

package dev.turnpike.tenants.customer;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that has an account with the publisher.
 *
 * @param since when the first account was opened
 * @param subscriptions how many stand in each state, by its word in the database; {@code blocked}
 *     and {@code paused} count apart from the state beneath
 * @param block why and when it was shut out; null: it was not
 */
public record Customer(
    TenantId id,
    String slug,
    String name,
    Instant since,
    List<Account> accounts,
    Map<String, Integer> subscriptions,
    @Nullable Block block) {
  public Customer {
    accounts = List.copyOf(accounts);
    subscriptions = Map.copyOf(subscriptions);
  }

  /**
   * An account with its wallet.
   *
   * @param available what calls may still spend, what is held included
   */
  public record Account(AccountId id, String mode, Money available, Money held) {}

  /** A publisher's decision to shut a consumer out of everything it sells. */
  public record Block(String reason, @Nullable String by, Instant at) {}
}

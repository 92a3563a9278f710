package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.TenantId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A consumer's program that calls, with its subscriptions (at most one live one a product).
 *
 * @param budgets those above it, from the tenant's down to its own
 */
public record Application(
    ApplicationId id,
    TenantId consumer,
    String consumerSlug,
    String slug,
    String name,
    List<Key> keys,
    List<Subscription> subscriptions,
    List<Budget> budgets) {
  /** Without budgets. */
  public Application(
      ApplicationId id,
      TenantId consumer,
      String consumerSlug,
      String slug,
      String name,
      List<Key> keys,
      List<Subscription> subscriptions) {
    this(id, consumer, consumerSlug, slug, name, keys, subscriptions, List.of());
  }

  public Application {
    budgets = List.copyOf(budgets);
    keys = List.copyOf(keys);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Every budget above a call with this key whose price is in this currency, the widest first. */
  public List<Budget> budgetsAbove(Key key, Currency currency) {
    return Stream.concat(budgets.stream(), key.budgets().stream())
        .filter(budget -> budget.amount().currency().equals(currency))
        .toList();
  }

  public Optional<Subscription> subscriptionTo(ProductId product) {
    return subscriptions.stream().filter(s -> s.product().equals(product)).findFirst();
  }
}

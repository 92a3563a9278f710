package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import java.time.Instant;
import java.util.List;

/**
 * A subscription as both of its sides see it.
 *
 * @param version what a command on it must name, so that nobody acts on what they did not see
 */
public record Subscribed(
    SubscriptionId id,
    int version,
    Party publisher,
    Party consumer,
    ApplicationId application,
    String applicationSlug,
    String applicationName,
    String product,
    String productName,
    String plan,
    String planName,
    PlanTerms terms,
    AccountId account,
    Mode mode,
    SubscriptionState state,
    List<Hindrance> hindrances,
    Instant requestedAt,
    Instant changedAt) {
  public Subscribed {
    hindrances = List.copyOf(hindrances);
  }

  /** A tenant's name as the other side knows it. */
  public record Party(String slug, String name) {}

  public boolean isHindered(Hindrance.Kind kind) {
    return hindrances.stream().anyMatch(hindrance -> hindrance.kind() == kind);
  }
}

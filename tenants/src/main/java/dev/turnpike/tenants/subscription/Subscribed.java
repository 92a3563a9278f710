package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as both of its sides see it.
 *
 * @param revision of the plan that it holds; its terms
 * @param rhythm of its periods, in the account's zone
 * @param ahead how far a test account's clock was moved
 * @param nextPlanName the plan that the next period is under; null: the same
 * @param paymentMethod the card that renewals are charged to
 * @param agreedEnd beyond which it does not go on, whatever is paid; null: none was agreed
 * @param requestedBy who asked for it; null: nobody who is still known
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
    UUID revision,
    AccountId account,
    Mode mode,
    Rhythm rhythm,
    Duration ahead,
    SubscriptionState state,
    Course course,
    @Nullable String nextPlanName,
    @Nullable UUID paymentMethod,
    List<Hindrance> hindrances,
    @Nullable Instant agreedEnd,
    @Nullable PersonId requestedBy,
    Instant requestedAt,
    Instant changedAt) {
  public Subscribed {
    hindrances = List.copyOf(hindrances);
  }

  /** A tenant's name as the other side knows it. */
  public record Party(TenantId tenant, String slug, String name) {}

  /** The account's time, which dates all that is money. */
  public Instant accountTime(Instant now) {
    return now.plus(ahead);
  }

  /** What it becomes in this state, on the plan that it has. */
  public Change following(SubscriptionState next, Instant at) {
    return new Change(next, course.following(state, next, at, rhythm), revision);
  }

  public boolean isHindered(Hindrance.Kind kind) {
    return hindrances.stream().anyMatch(hindrance -> hindrance.kind() == kind);
  }
}

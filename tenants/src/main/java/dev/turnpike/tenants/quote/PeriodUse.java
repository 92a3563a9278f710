package dev.turnpike.tenants.quote;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Subscription;
import dev.turnpike.tenants.snapshot.Unit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** How many calls a subscription made since its period began; the base of cumulative prices. */
@ApplicationScoped
public class PeriodUse {
  private static final String CALLS =
      """
      select count(*) as calls from usage_event
      where subscription_id = :subscription and request_id >= uuid7_floor(cast(:start as timestamptz))
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  PeriodUse(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * As far as it is booked. Nothing is asked of the database when the plan's prices know no before.
   *
   * @param reader a party of the subscription
   */
  public Uni<Quantities> of(TenantId reader, Subscription subscription, Instant now) {
    boolean asks =
        subscription.plan().prices().each().stream()
            .anyMatch(price -> price.isCumulative() && price.unit() == Unit.REQUESTS);
    if (!asks) {
      return Uni.createFrom().item(new Quantities(Map.of()));
    }
    Instant start =
        subscription
            .plan()
            .period()
            .start(subscription.time(now), subscription.zone())
            .minus(subscription.ahead());
    return tenancy
        .as(
            reader,
            session ->
                rows.first(
                    session,
                    CallsRow.class,
                    CALLS,
                    Map.of("subscription", subscription.id().value(), "start", start)))
        .map(found -> new Quantities(Map.of(Unit.REQUESTS, found.map(CallsRow::calls).orElse(0L))));
  }

  @RegisterForReflection
  record CallsRow(long calls) {}
}

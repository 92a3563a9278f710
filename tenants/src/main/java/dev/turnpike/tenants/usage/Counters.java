package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What subscriptions have used of the limits that are counted in the database. */
@ApplicationScoped
public class Counters {
  /** The longest window there is, with a day to spare. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(32);

  private static final int MOST_LISTED = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  Counters(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * One window of one limit.
   *
   * @param limit its name, unique in the plan
   * @param held by calls in flight
   */
  public record Counted(
      SubscriptionId subscription, String limit, Instant startsAt, long used, long held) {}

  /** The consumer's own, of every window that may still run; a limit nobody used has none. */
  public Uni<List<Counted>> ofConsumer(Acting consumer) {
    consumer.require(Permission.SEE);
    return tenancy
        .as(
            consumer.tenant(),
            session ->
                rows.list(
                    session,
                    Row.class,
                    "select subscription_id, name, starts_at, used, held from counter"
                        + " where consumer_id = :tenant"
                        + " and starts_at > cast(:after as timestamptz)"
                        + " order by starts_at desc limit :most",
                    Map.of(
                        "tenant",
                        consumer.tenant().value(),
                        "after",
                        clock.instant().minus(LONGEST_WINDOW),
                        "most",
                        MOST_LISTED)))
        .map(found -> found.stream().map(Row::counted).toList());
  }

  @RegisterForReflection
  record Row(UUID subscriptionId, String name, Instant startsAt, long used, long held) {
    Counted counted() {
      return new Counted(new SubscriptionId(subscriptionId), name, startsAt, used, held);
    }
  }
}

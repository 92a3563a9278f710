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

/** The keys with which a publisher's APIs were called: all that it may know of others' keys. */
@ApplicationScoped
public class KeysSeen {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final int MOST_LISTED = 1_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  KeysSeen(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * A key under one subscription in the last seven days.
   *
   * @param key its id, the part that is no secret
   * @param refused how many of the calls we refused
   */
  public record Seen(
      SubscriptionId subscription, String key, long calls, long refused, Instant lastAt) {}

  /** Those under these subscriptions. */
  public Uni<List<Seen>> of(Acting publisher, List<SubscriptionId> subscriptions) {
    publisher.require(Permission.SEE_CALLS);
    if (subscriptions.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    String ids =
        subscriptions.stream()
            .map(SubscriptionId::toString)
            .reduce((all, next) -> all + "," + next)
            .orElse("");
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.list(
                    session,
                    SeenRow.class,
                    "select subscription_id, key_id, count(*) as calls, count(code) as refused,"
                        + " max(at) as last_at from call_log where publisher_id = :tenant"
                        + " and subscription_id = any(cast(string_to_array(:ids, ',') as uuid[]))"
                        + " and key_id is not null"
                        + " and request_id >= uuid7_floor(cast(:since as timestamptz))"
                        + " group by subscription_id, key_id order by max(at) desc limit :most",
                    Map.of(
                        "tenant",
                        publisher.tenant().value(),
                        "ids",
                        ids,
                        "since",
                        clock.instant().minus(WINDOW),
                        "most",
                        MOST_LISTED)))
        .map(found -> found.stream().map(SeenRow::toSeen).toList());
  }

  @RegisterForReflection
  record SeenRow(UUID subscriptionId, String keyId, long calls, long refused, Instant lastAt) {
    Seen toSeen() {
      return new Seen(new SubscriptionId(subscriptionId), keyId, calls, refused, lastAt);
    }
  }
}

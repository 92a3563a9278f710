package dev.turnpike.tenants.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link Endpoints} reads of one. */
@RegisterForReflection
record EndpointRow(
    UUID id,
    String name,
    String url,
    List<String> types,
    @Nullable Instant overlapUntil,
    @Nullable Instant failingSince,
    @Nullable Instant disabledAt,
    @Nullable String disabledWhy,
    long waiting,
    long failed,
    Instant createdAt) {
  static final String SELECT =
      """
      select e.id, e.name, e.url, e.types, e.failing_since, e.disabled_at, e.disabled_why, e.created_at,
        case when e.old_secret_until > clock_timestamp() then e.old_secret_until end as overlap_until,
        (select count(*) from webhook_delivery d
          where d.endpoint_id = e.id and d.state = 'waiting') as waiting,
        (select count(*) from (select from webhook_delivery d join webhook_event v on v.id = d.event_id
          where d.endpoint_id = e.id and d.state = 'failed' and v.type <> 'webhook.test'
          limit\s"""
          + Missed.MOST
          + """
          ) few) as failed
      from webhook_endpoint e where e.tenant_id = :tenant
      """;

  Endpoint endpoint() {
    Set<EventType> told = EnumSet.noneOf(EventType.class);
    types.forEach(word -> EventType.of(word).ifPresent(told::add));
    return new Endpoint(
        id,
        name,
        URI.create(url),
        told,
        overlapUntil,
        failingSince,
        off(),
        waiting,
        failed,
        createdAt);
  }

  private Endpoint.@Nullable Off off() {
    return disabledAt == null || disabledWhy == null
        ? null
        : new Endpoint.Off(Endpoint.Why.valueOf(disabledWhy.toUpperCase(Locale.ROOT)), disabledAt);
  }
}

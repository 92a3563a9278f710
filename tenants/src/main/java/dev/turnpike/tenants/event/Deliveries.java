package dev.turnpike.tenants.event;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The delivery log of an endpoint, and what can be sent from it once more. */
@ApplicationScoped
public class Deliveries {
  private static final int MOST = 101;
  private static final int MOST_ATTEMPTS = 100;

  private static final String SELECT =
      """
      select d.id, d.event_id as event, v.type, v.at, d.state, d.attempts,
        case when d.state = 'waiting' then d.not_before end as next_at, last.at as last_at,
        last.status, last.millis, last.answer, last.trouble
      from webhook_delivery d
      join webhook_event v on v.id = d.event_id
      left join lateral (select * from webhook_attempt t where t.delivery_id = d.id
        order by t.id desc limit 1) last on true
      where d.tenant_id = :tenant and d.endpoint_id = :endpoint
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Courier courier;
  private final Ids ids;
  private final Clock clock;

  Deliveries(Tenancy tenancy, Rows rows, Audit audit, Courier courier, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.courier = courier;
    this.ids = ids;
    this.clock = clock;
  }

  @RegisterForReflection
  record Row(
      UUID id,
      UUID event,
      String type,
      Instant at,
      String state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant lastAt,
      @Nullable Integer status,
      @Nullable Integer millis,
      @Nullable String answer,
      @Nullable String trouble) {
    Delivery delivery() {
      return new Delivery(
          id,
          event,
          type,
          at,
          Delivery.State.valueOf(state.toUpperCase(Locale.ROOT)),
          attempts,
          nextAt,
          lastAt == null || millis == null || answer == null || trouble == null
              ? null
              : new Delivery.Attempt(lastAt, status, millis, answer, trouble));
    }
  }

  @RegisterForReflection
  record AttemptRow(
      Instant at, @Nullable Integer status, int millis, String answer, String trouble) {
    Delivery.Attempt attempt() {
      return new Delivery.Attempt(at, status, millis, answer, trouble);
    }
  }

  @RegisterForReflection
  record Sent(String payload) {}

  /**
   * Newest first.
   *
   * @param before only what is older than this delivery, on the next page
   */
  public Uni<List<Delivery>> list(Acting acting, UUID endpoint, @Nullable UUID before, int most) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", acting.tenant().value());
    values.put("endpoint", endpoint);
    values.put("most", Math.clamp(most, 1, MOST));
    if (before != null) {
      values.put("before", before);
    }
    String older = before == null ? "" : " and d.id < :before";
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session, Row.class, SELECT + older + " order by d.id desc limit :most", values))
        .map(found -> found.stream().map(Row::delivery).toList());
  }

  public Uni<Optional<Delivery.Whole>> find(Acting acting, UUID endpoint, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Row.class,
                    SELECT + " and d.id = :id",
                    Map.of("tenant", acting.tenant().value(), "endpoint", endpoint, "id", id))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.<Delivery.Whole>empty())
                            : whole(session, found.get().delivery()).map(Optional::of)));
  }

  private Uni<Delivery.Whole> whole(Mutiny.Session session, Delivery delivery) {
    return rows.first(
            session,
            Sent.class,
            "select payload from webhook_event where id = :id",
            Map.of("id", delivery.event()))
        .chain(
            sent ->
                rows.list(
                        session,
                        AttemptRow.class,
                        "select at, status, millis, answer, trouble from webhook_attempt"
                            + " where delivery_id = :id order by id desc limit "
                            + MOST_ATTEMPTS,
                        Map.of("id", delivery.id()))
                    .map(
                        attempts ->
                            new Delivery.Whole(
                                delivery,
                                sent.orElseThrow().payload(),
                                attempts.stream().map(AttemptRow::attempt).toList())));
  }

  /** Sends it at once, however it ended before, under the id that it always had. */
  public Uni<EndpointAnswer> replay(Acting acting, UUID endpoint, UUID id) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.change(
                        session,
                        "update webhook_delivery set state = 'waiting', done_at = null,"
                            + " attempts = 0, not_before = clock_timestamp() + interval '1 minute'"
                            + " where id = :id and endpoint_id = :endpoint and tenant_id = :tenant",
                        Map.of("id", id, "endpoint", endpoint, "tenant", acting.tenant().value()))
                    .call(
                        changed ->
                            changed == 0
                                ? Uni.createFrom().voidItem()
                                : note(session, acting, endpoint, "webhook.replayed", id)))
        .chain(changed -> sent(acting, changed, id));
  }

  private Uni<EndpointAnswer> sent(Acting acting, int changed, UUID id) {
    return changed == 0
        ? Uni.createFrom().item(new EndpointAnswer.Unknown())
        : courier.sendOne(acting.tenant(), id).replaceWith(new EndpointAnswer.Done(id));
  }

  /** An event of no meaning, sent at once to this endpoint alone, also to one that is off. */
  public Uni<EndpointAnswer> test(Acting acting, UUID endpoint) {
    acting.require(Permission.MANAGE_WEBHOOKS);
    UUID event = ids.next();
    UUID id = ids.next();
    Instant now = clock.instant();
    String payload =
        new JsonObject()
            .put("type", "webhook.test")
            .put("timestamp", now.toString())
            .put(
                "data",
                new JsonObject()
                    .put("endpoint", endpoint.toString())
                    .put("tenant", acting.slug())
                    .put("by", acting.visitor().name()))
            .encode();
    Map<String, Object> values = new HashMap<>();
    values.put("event", event);
    values.put("tenant", acting.tenant().value());
    values.put("endpoint", endpoint);
    values.put("payload", payload);
    values.put("now", now);
    return tenancy
        .as(acting.tenant(), session -> putTest(session, acting, values, event, id, endpoint))
        .chain(changed -> sent(acting, changed, id));
  }

  private Uni<Integer> putTest(
      Mutiny.Session session,
      Acting acting,
      Map<String, Object> values,
      UUID event,
      UUID id,
      UUID endpoint) {
    return rows.change(
            session,
            "insert into webhook_event (id, tenant_id, type, subject, payload, at)"
                + " select :event, tenant_id, 'webhook.test', cast(id as text), :payload,"
                + " cast(:now as timestamptz) from webhook_endpoint"
                + " where id = :endpoint and tenant_id = :tenant",
            values)
        .call(
            made ->
                made == 0
                    ? Uni.createFrom().voidItem()
                    : rows.change(
                        session,
                        "insert into webhook_delivery (id, tenant_id, endpoint_id, event_id,"
                            + " not_before) values (:id, :tenant, :endpoint, :event,"
                            + " clock_timestamp() + interval '1 minute')",
                        Map.of(
                            "id",
                            id,
                            "tenant",
                            acting.tenant().value(),
                            "endpoint",
                            endpoint,
                            "event",
                            event)))
        .call(
            made ->
                made == 0
                    ? Uni.createFrom().voidItem()
                    : note(session, acting, endpoint, "webhook.tested", id));
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, UUID endpoint, String action, UUID delivery) {
    return audit.note(
        session,
        acting.tenant(),
        acting.person(),
        action,
        "webhook",
        endpoint.toString(),
        Map.of("delivery", delivery.toString()));
  }
}

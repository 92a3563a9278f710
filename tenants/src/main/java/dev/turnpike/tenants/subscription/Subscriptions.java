package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a consumer's applications are subscribed to, and who is subscribed to a publisher's plans.
 */
@ApplicationScoped
public class Subscriptions {
  private static final int MOST_LISTED = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Requests requests;
  private final Lifecycle lifecycle;

  Subscriptions(Tenancy tenancy, Rows rows, Requests requests, Lifecycle lifecycle) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.requests = requests;
    this.lifecycle = lifecycle;
  }

  /**
   * Asks for a plan. With steps in the plan's process it waits for a decision; without, a plan that
   * costs nothing in advance is active at once. {@link Outcome.Unknown} when the application or the
   * plan is not there for this tenant; {@link Outcome.Conflict} when the application has a live
   * subscription to the product.
   */
  public Uni<Outcome> request(Acting consumer, PlanChoice choice) {
    consumer.require(Permission.REQUEST_SUBSCRIPTION);
    return tenancy.as(consumer.tenant(), session -> requests.request(session, consumer, choice));
  }

  /** The consumer's own, live ones first, newest first. */
  public Uni<List<Subscribed>> ofConsumer(Acting consumer) {
    consumer.require(Permission.SEE);
    return list(
        consumer,
        " where s.consumer_id = :tenant order by s.state in ('rejected', 'ended'),"
            + " s.id desc limit :most");
  }

  /** Those of the publisher's plans, live ones first, newest first. */
  public Uni<List<Subscribed>> ofPublisher(Acting publisher) {
    publisher.require(Permission.SEE_CONSUMERS);
    return list(
        publisher,
        " where s.publisher_id = :tenant order by s.state in ('rejected', 'ended'),"
            + " s.id desc limit :most");
  }

  /** These, in no order, as far as the tenant of this transaction is a side of them. */
  public Uni<List<Subscribed>> these(Mutiny.Session session, List<UUID> ids) {
    String all = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    return rows.list(
            session,
            SubscriptionRow.class,
            SubscriptionRow.SELECT
                + " where s.id = any (cast(string_to_array(:ids, ',') as uuid[])) limit :most",
            Map.of("ids", all, "most", MOST_LISTED))
        .map(found -> found.stream().map(SubscriptionRow::toSubscribed).toList());
  }

  /** One of which the tenant is either side. */
  public Uni<Optional<Subscribed>> find(Acting acting, SubscriptionId id) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    SubscriptionRow.class,
                    SubscriptionRow.SELECT + " where s.id = :id",
                    Map.of("id", id.value())))
        .map(found -> found.map(SubscriptionRow::toSubscribed));
  }

  /** Ends it now, by the consumer: a request is withdrawn, anything live is canceled. */
  public Uni<Outcome> cancel(Acting consumer, SubscriptionId id) {
    consumer.require(Permission.REQUEST_SUBSCRIPTION);
    return tenancy.as(consumer.tenant(), session -> cancel(session, consumer, id));
  }

  private Uni<Outcome> cancel(Mutiny.Session session, Acting consumer, SubscriptionId id) {
    return lifecycle
        .locked(session, id)
        .map(found -> found.filter(row -> row.consumerId().equals(consumer.tenant().value())))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : lifecycle.move(
                        session,
                        found.get(),
                        new Lifecycle.Actor(consumer.tenant(), consumer.person()),
                        "subscription.canceled",
                        Subscriptions::canceled,
                        Map.of()));
  }

  static Optional<SubscriptionState> canceled(SubscriptionState state) {
    return switch (state) {
      case Requested requested -> Optional.of(requested.withdrawn());
      case AwaitingPayment awaiting -> Optional.of(awaiting.canceled());
      case Active active -> Optional.of(active.canceled());
      case Trialing trialing -> Optional.of(trialing.canceled());
      case PastDue pastDue -> Optional.of(pastDue.canceled());
      case Suspended suspended -> Optional.of(suspended.canceled());
      case Rejected rejected -> Optional.empty();
      case Ended ended -> Optional.empty();
    };
  }

  private Uni<List<Subscribed>> list(Acting acting, String where) {
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    SubscriptionRow.class,
                    SubscriptionRow.SELECT + where,
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(SubscriptionRow::toSubscribed).toList());
  }
}

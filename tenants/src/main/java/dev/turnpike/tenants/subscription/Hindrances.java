package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Pause by the consumer and block by the publisher: rows over the state, which keeps moving
 * underneath. Each side takes away only its own; doing either twice changes nothing.
 */
@ApplicationScoped
public class Hindrances {
  private static final int LONGEST_REASON = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Clock clock;

  Hindrances(Tenancy tenancy, Rows rows, Lifecycle lifecycle, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  public Uni<Outcome> pause(Acting consumer, SubscriptionId id, String reason) {
    consumer.require(Permission.PAUSE_SUBSCRIPTION);
    return change(consumer, id, Hindrance.Kind.PAUSED, "paused", this::put, reason);
  }

  public Uni<Outcome> resume(Acting consumer, SubscriptionId id) {
    consumer.require(Permission.PAUSE_SUBSCRIPTION);
    return change(consumer, id, Hindrance.Kind.PAUSED, "resumed", this::take, "");
  }

  /** Shuts the subscription out for a reason other than money; the reason is told. */
  public Uni<Outcome> block(Acting publisher, SubscriptionId id, String reason) {
    publisher.require(Permission.BLOCK_SUBSCRIPTION);
    if (reason.isBlank()) {
      return Uni.createFrom()
          .item(new Outcome.Invalid("reason", "Say why: the consumer will read it."));
    }
    return change(publisher, id, Hindrance.Kind.BLOCKED, "blocked", this::put, reason.strip());
  }

  public Uni<Outcome> unblock(Acting publisher, SubscriptionId id) {
    publisher.require(Permission.BLOCK_SUBSCRIPTION);
    return change(publisher, id, Hindrance.Kind.BLOCKED, "unblocked", this::take, "");
  }

  /** Adds or removes the row; tells how many rows that changed. */
  private interface Change {
    Uni<Integer> of(
        Mutiny.Session session, SubscriptionRow row, String kind, Acting acting, String reason);
  }

  private Uni<Outcome> change(
      Acting acting,
      SubscriptionId id,
      Hindrance.Kind kind,
      String verb,
      Change change,
      String reason) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    String told = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    return tenancy.as(
        acting.tenant(),
        session ->
            lifecycle
                .locked(session, id)
                .map(found -> found.filter(row -> side(row, kind).equals(acting.tenant().value())))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new Outcome.Unknown())
                            : isOver(found.get())
                                ? Uni.createFrom().item(Lifecycle.notFrom(found.get()))
                                : change
                                    .of(session, found.get(), word, acting, told)
                                    .chain(
                                        changed ->
                                            noted(
                                                session,
                                                found.get(),
                                                acting,
                                                verb,
                                                told,
                                                changed))));
  }

  /** What is over can be neither stopped nor let go. */
  private static boolean isOver(SubscriptionRow row) {
    return switch (row.current()) {
      case SubscriptionState.Rejected _, SubscriptionState.Ended _ -> true;
      default -> false;
    };
  }

  private static UUID side(SubscriptionRow row, Hindrance.Kind kind) {
    return switch (kind) {
      case PAUSED -> row.consumerId();
      case BLOCKED -> row.publisherId();
    };
  }

  private Uni<Integer> put(
      Mutiny.Session session, SubscriptionRow row, String kind, Acting acting, String reason) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("kind", kind);
    values.put("publisher", row.publisherId());
    values.put("consumer", row.consumerId());
    values.put("application", row.applicationId());
    values.put("person", acting.person().value());
    values.put("reason", reason);
    values.put("at", clock.instant());
    return rows.change(
        session,
        "insert into hindrance (subscription_id, kind, publisher_id, consumer_id, application_id,"
            + " person_id, reason, at) values (:id, :kind, :publisher, :consumer, :application,"
            + " :person, :reason, cast(:at as timestamptz))"
            + " on conflict (subscription_id, kind) do nothing",
        values);
  }

  private Uni<Integer> take(
      Mutiny.Session session, SubscriptionRow row, String kind, Acting acting, String reason) {
    return rows.change(
        session,
        "delete from hindrance where subscription_id = :id and kind = :kind",
        Map.of("id", row.id(), "kind", kind));
  }

  private Uni<Outcome> noted(
      Mutiny.Session session,
      SubscriptionRow row,
      Acting acting,
      String verb,
      String reason,
      int changed) {
    SubscriptionState state = row.current();
    Outcome done = new Outcome.Done(row.subscription(), state);
    return changed == 0
        ? Uni.createFrom().item(done)
        : lifecycle
            .note(
                session,
                row,
                new Lifecycle.Actor(acting.tenant(), acting.person()),
                "subscription." + verb,
                state,
                Map.of("reason", reason))
            .replaceWith(done);
  }
}

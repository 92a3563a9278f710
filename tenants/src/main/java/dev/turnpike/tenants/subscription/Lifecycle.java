package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The one place that moves a subscription from state to state: under a lock of its row, together
 * with its audit event, in the caller's transaction. The database notes the change for the gateway.
 */
@ApplicationScoped
public class Lifecycle {
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;

  Lifecycle(Rows rows, Audit audit, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Who moves it.
   *
   * @param tenant whose transaction this is, the publisher or the consumer
   * @param person null when the platform itself does
   */
  public record Actor(TenantId tenant, @Nullable PersonId person) {}

  /**
   * Moves a subscription.
   *
   * @param action for the audit, such as {@code subscription.paid}
   * @param transition empty where the state does not allow it, which becomes a {@link
   *     Outcome.Conflict}
   */
  public Uni<Outcome> move(
      Mutiny.Session session,
      SubscriptionId id,
      Actor actor,
      String action,
      Function<SubscriptionState, Optional<SubscriptionState>> transition) {
    return locked(session, id)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : move(session, found.get(), actor, action, transition, Map.of()));
  }

  /** The row, which nobody else can move until this transaction ends. */
  Uni<Optional<SubscriptionRow>> locked(Mutiny.Session session, SubscriptionId id) {
    return rows.first(
        session,
        SubscriptionRow.class,
        SubscriptionRow.SELECT + " where s.id = :id for update of s",
        Map.of("id", id.value()));
  }

  Uni<Outcome> move(
      Mutiny.Session session,
      SubscriptionRow row,
      Actor actor,
      String action,
      Function<SubscriptionState, Optional<SubscriptionState>> transition,
      Map<String, String> facts) {
    Optional<SubscriptionState> next = transition.apply(row.current());
    if (next.isEmpty()) {
      return Uni.createFrom().item(notFrom(row));
    }
    return write(session, row, next.get())
        .chain(() -> note(session, row, actor, action, next.get(), facts))
        .replaceWith(new Outcome.Done(row.subscription(), next.get()));
  }

  static Outcome notFrom(SubscriptionRow row) {
    return new Outcome.Conflict("It is " + row.state().replace('_', ' ') + " by now.");
  }

  private Uni<Void> write(Mutiny.Session session, SubscriptionRow row, SubscriptionState next) {
    StateColumns columns = StateColumns.of(next);
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("version", row.version());
    values.put("state", columns.state());
    values.put("facts", columns.facts());
    values.put("at", clock.instant());
    return rows.change(
            session,
            "update subscription set state = :state, facts = cast(cast(:facts as text) as jsonb),"
                + " version = version + 1, changed_at = cast(:at as timestamptz)"
                + " where id = :id and version = :version",
            values)
        .invoke(
            changed -> {
              if (changed != 1) {
                throw new IllegalStateException(row.id() + " moved in spite of its lock");
              }
            })
        .replaceWithVoid();
  }

  Uni<Void> note(
      Mutiny.Session session,
      SubscriptionRow row,
      Actor actor,
      String action,
      SubscriptionState next,
      Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("from", row.state());
    all.put("to", StateColumns.of(next).state());
    return audit.note(
        session,
        actor.tenant(),
        actor.person(),
        action,
        "subscription",
        row.subscription().toString(),
        all);
  }
}

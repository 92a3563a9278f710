package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a charge that failed does: the invoice says why, the subscription goes into grace, or stays
 * in it, and who follows failed charges is told, all in one transaction.
 */
@ApplicationScoped
class Unpaid {
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Instance<FailedCharges> followers;

  Unpaid(Rows rows, Lifecycle lifecycle, Instance<FailedCharges> followers) {
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.followers = followers;
  }

  Uni<Void> declined(Mutiny.Session session, Collection.Open open, DeclineCode why, Instant at) {
    return rows.change(
            session,
            "update invoice set decline_code = :why where id = :id and state = 'open'",
            Map.of("why", why.word(), "id", open.id()))
        .chain(() -> intoGrace(session, open, why, at))
        .chain(() -> tell(session, open.invoice(), why, at));
  }

  private Uni<Void> intoGrace(
      Mutiny.Session session, Collection.Open open, DeclineCode why, Instant at) {
    UUID subscription = open.subscriptionId();
    if (subscription == null) {
      return Uni.createFrom().voidItem();
    }
    return lifecycle
        .hold(session, new SubscriptionId(subscription))
        .map(Optional::orElseThrow)
        .chain(
            held ->
                lifecycle.move(
                    session,
                    held.id(),
                    new Lifecycle.Actor(new TenantId(open.consumerId()), null),
                    "subscription.charge-failed",
                    state -> after(state, held, open, why, at)))
        .replaceWithVoid();
  }

  /** Empty where it changes nothing: one invoice's grace does not start anew with each try. */
  static Optional<SubscriptionState> after(
      SubscriptionState state, Subscribed held, Collection.Open open, DeclineCode why, Instant at) {
    return switch (state) {
      case SubscriptionState.Active active -> {
        int days = held.terms().grace();
        SubscriptionState.PastDue pastDue =
            active.chargeFailed(open.invoice(), held.rhythm().daysAfter(at, days));
        yield Optional.of(days == 0 ? pastDue.graceOver(open.money(), why.word()) : pastDue);
      }
      case SubscriptionState.Suspended suspended when suspended.invoice().equals(open.invoice()) ->
          Optional.of(suspended.declined(why.word()));
      default -> Optional.empty();
    };
  }

  private Uni<Void> tell(Mutiny.Session session, InvoiceId invoice, DeclineCode why, Instant at) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (FailedCharges follower : followers) {
      all = all.chain(() -> follower.failed(session, invoice, why, at));
    }
    return all;
  }
}

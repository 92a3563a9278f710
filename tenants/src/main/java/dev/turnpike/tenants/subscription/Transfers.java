package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hands a subscription over to another application of the same consumer, and so to its team: state,
 * price, periods, pauses and blocks go along. Calls of the old application's keys are refused from
 * then on, those of the new one's pass.
 */
@ApplicationScoped
public class Transfers {
  private final Tenancy tenancy;
  private final Lifecycle lifecycle;
  private final Audit audit;
  private final Clock clock;

  Transfers(Tenancy tenancy, Lifecycle lifecycle, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.lifecycle = lifecycle;
    this.audit = audit;
    this.clock = clock;
  }

  /** {@link Outcome.Conflict} when it is over, or the other has a subscription to the product. */
  public Uni<Outcome> transfer(Acting consumer, SubscriptionId id, ApplicationId to) {
    consumer.require(Permission.REQUEST_SUBSCRIPTION);
    return tenancy.as(
        consumer.tenant(),
        session ->
            lifecycle
                .hold(session, id)
                .map(found -> found.filter(s -> s.consumer().tenant().equals(consumer.tenant())))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new Outcome.Unknown())
                            : transfer(session, consumer, found.get(), to)));
  }

  private Uni<Outcome> transfer(
      Mutiny.Session session, Acting consumer, Subscribed held, ApplicationId to) {
    return session
        .createNativeQuery(
            "select transfer_subscription(:id, :application, cast(:now as timestamptz))",
            String.class)
        .setParameter("id", held.id().value())
        .setParameter("application", to.value())
        .setParameter("now", clock.instant())
        .getSingleResult()
        .chain(
            answer ->
                switch (answer) {
                  case "done" -> done(session, consumer, held, to);
                  case "over" -> Uni.createFrom().item(Lifecycle.notFrom(held));
                  case "taken" ->
                      Uni.createFrom()
                          .item(
                              new Outcome.Conflict(
                                  "The application already has a subscription to this product."));
                  case "same" ->
                      Uni.createFrom()
                          .item(new Outcome.Conflict("It belongs to this application already."));
                  default ->
                      Uni.createFrom()
                          .item(
                              new Outcome.Invalid(
                                  "application", "Choose an application of your own tenant."));
                });
  }

  private Uni<Outcome> done(
      Mutiny.Session session, Acting consumer, Subscribed held, ApplicationId to) {
    return audit
        .note(
            session,
            consumer.tenant(),
            consumer.person(),
            "subscription.transferred",
            "subscription",
            held.id().toString(),
            Map.of(
                "from_application", held.application().toString(), "to_application", to.toString()))
        .replaceWith(new Outcome.Done(held.id(), held.state()));
  }
}

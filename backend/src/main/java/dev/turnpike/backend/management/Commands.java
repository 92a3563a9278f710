package dev.turnpike.backend.management;

import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a command on a subscription with the subscription as it stands after it. */
@ApplicationScoped
class Commands {
  private final Callers callers;
  private final Subscriptions subscriptions;

  Commands(Callers callers, Subscriptions subscriptions) {
    this.callers = callers;
    this.subscriptions = subscriptions;
  }

  /** What is done with a subscription in somebody's name. */
  interface Command {
    Uni<Outcome> of(Acting acting, SubscriptionId id);
  }

  Uni<SubscriptionForm> run(String tenant, String subscription, Command command) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return command.of(acting, id).chain(outcome -> shown(acting, id, outcome));
  }

  private Uni<SubscriptionForm> shown(Acting acting, SubscriptionId id, Outcome outcome) {
    return subscriptions
        .find(acting, id)
        .map(
            now -> {
              if (!(outcome instanceof Outcome.Done)) {
                throw Outcomes.refused(outcome, now.orElse(null));
              }
              return now.map(SubscriptionForm::of).orElseThrow(Callers::unknown);
            });
  }
}

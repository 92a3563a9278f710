package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells a consumer a week before access ends; nothing when it goes on after all. */
@ApplicationScoped
class EndNotice implements DueWork {
  private final Lifecycle lifecycle;
  private final StepLetters letters;

  EndNotice(Lifecycle lifecycle, StepLetters letters) {
    this.lifecycle = lifecycle;
    this.letters = letters;
  }

  @Override
  public String kind() {
    return Lifecycle.END_NEAR;
  }

  @Override
  public Uni<Void> hold(Mutiny.Session session, Due due) {
    return lifecycle.hold(session, new SubscriptionId(due.subject())).replaceWithVoid();
  }

  @Override
  public Uni<After> run(Mutiny.Session session, Due due) {
    return lifecycle
        .hold(session, new SubscriptionId(due.subject()))
        .chain(
            found ->
                found.isPresent()
                    ? tell(session, found.get(), due.at())
                    : Uni.createFrom().voidItem())
        .replaceWith(After.NOTHING);
  }

  private Uni<Void> tell(Mutiny.Session session, Subscribed held, Instant at) {
    Instant end =
        held.state() instanceof Active active ? Lifecycle.end(active, held.course()) : null;
    return end == null || !end.isAfter(at)
        ? Uni.createFrom().voidItem()
        : letters.ending(session, held, end, at);
  }
}

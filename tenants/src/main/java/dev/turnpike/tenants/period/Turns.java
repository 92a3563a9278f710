package dev.turnpike.tenants.period;

import dev.turnpike.tenants.billing.Fees;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Change;
import dev.turnpike.tenants.subscription.Course;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Moves a subscription when its time has come: one boundary at a time, each dated at the boundary,
 * so that months that were missed follow each other as if nobody had slept. A row that is out of
 * date moves nothing.
 */
@ApplicationScoped
class Turns implements DueWork {
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final PaymentMethods methods;
  private final Fees fees;

  Turns(Rows rows, Lifecycle lifecycle, PaymentMethods methods, Fees fees) {
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.methods = methods;
    this.fees = fees;
  }

  @Override
  public String kind() {
    return Lifecycle.DUE;
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
                found.isEmpty() ? Uni.createFrom().voidItem() : turn(session, due, found.get()))
        .replaceWith(After.NOTHING);
  }

  private Uni<Void> turn(Mutiny.Session session, Due due, Subscribed held) {
    Instant at = due.at();
    return switch (held.state()) {
      case Trialing trial when isOver(trial.until(), at) -> trialOver(session, held, trial);
      case Active active when isOver(held.agreedEnd(), at) ->
          ends(session, held, active.expired(), "subscription.expired", at);
      case Active active when isOver(active.until(), at) ->
          ends(session, held, active.canceled(), "subscription.canceled", at);
      case Active active when isOver(endOf(held.course()), at) ->
          held.course().renews()
              ? renewed(session, held, active)
              : ends(session, held, active.expired(), "subscription.expired", at);
      case PastDue pastDue when isOver(pastDue.graceUntil(), at) ->
          graceOver(session, held, pastDue, at);
      default -> lifecycle.plan(session, held);
    };
  }

  private static boolean isOver(@Nullable Instant end, Instant now) {
    return end != null && !end.isAfter(now);
  }

  private static @Nullable Instant endOf(Course course) {
    return course.term() == null ? null : course.term().endsAt();
  }

  /** With a card that is good it goes on; without one it ends, and calls are told so. */
  private Uni<Void> trialOver(Mutiny.Session session, Subscribed held, Trialing trial) {
    Instant at = trial.until();
    return methods
        .hasGoodOne(session, held.account(), at)
        .chain(
            good ->
                good && held.course().renews()
                    ? move(session, held, trial.converted(at), "subscription.trial-converted", at)
                        .chain(() -> lifecycle.hold(session, held.id()))
                        .chain(now -> fees.ofFirstPeriod(session, now.orElseThrow(), at))
                    : move(session, held, trial.over(), "subscription.trial-ended", at));
  }

  private Uni<Void> renewed(Mutiny.Session session, Subscribed held, Active active) {
    Term before = held.course().term();
    if (before == null) {
      throw new IllegalStateException(held.id() + " renews without a period");
    }
    return onNextPlan(session, held)
        .chain(
            now -> {
              boolean changed = !now.revision().equals(held.revision());
              Term next =
                  !now.rhythm().hasPeriods()
                      ? null
                      : changed
                          ? Term.first(before.endsAt(), now.rhythm())
                          : before.next(now.rhythm());
              Change change = new Change(active, now.course().with(next), now.revision());
              return lifecycle
                  .change(session, now, actor(now), "subscription.renewed", change, Map.of())
                  .chain(() -> fees.ofRenewal(session, held, now, before, next));
            });
  }

  /** A change of plan that was put off until now. */
  private Uni<Subscribed> onNextPlan(Mutiny.Session session, Subscribed held) {
    UUID revision = held.course().next();
    if (revision == null) {
      return Uni.createFrom().item(held);
    }
    Change change = new Change(held.state(), held.course().changingTo(null), revision);
    return lifecycle
        .change(session, held, actor(held), "subscription.plan-changed", change, Map.of())
        .chain(() -> lifecycle.hold(session, held.id()))
        .map(Optional::orElseThrow);
  }

  private Uni<Void> ends(
      Mutiny.Session session, Subscribed held, SubscriptionState end, String action, Instant at) {
    return move(session, held, end, action, at).chain(() -> fees.atTheEnd(session, held, at));
  }

  @RegisterForReflection
  record Unpaid(String state, long total, String currency, @Nullable String declineCode) {
    Money money() {
      return new Money(total, Currency.getInstance(currency));
    }
  }

  private Uni<Void> graceOver(
      Mutiny.Session session, Subscribed held, PastDue pastDue, Instant at) {
    return rows.first(
            session,
            Unpaid.class,
            "select state, total, currency, decline_code from invoice where id = :id",
            Map.of("id", pastDue.invoice().value()))
        .chain(
            found ->
                found.filter(invoice -> invoice.state().equals("open")).isEmpty()
                    ? move(session, held, pastDue.paid(at), "subscription.paid", at)
                    : move(
                        session,
                        held,
                        pastDue.graceOver(found.get().money(), found.get().declineCode()),
                        "subscription.suspended",
                        at));
  }

  private Uni<Void> move(
      Mutiny.Session session, Subscribed held, SubscriptionState next, String action, Instant at) {
    return lifecycle
        .change(session, held, actor(held), action, held.following(next, at), Map.of())
        .replaceWithVoid();
  }

  private static Lifecycle.Actor actor(Subscribed held) {
    return new Lifecycle.Actor(held.consumer().tenant(), null);
  }
}

package dev.turnpike.tenants.period;

import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Change;
import dev.turnpike.tenants.subscription.Course;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Rhythm;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Whether a subscription goes on: canceled for the end of its period, kept after all, left to
 * expire, and taken up again when it has ended, for 90 days without a new approval.
 */
@ApplicationScoped
public class Renewals {
  /** How long after its end a subscription is renewed without asking anybody. */
  public static final Duration RENEWABLE = Duration.ofDays(90);

  private static final String NO_PERIOD = "There is no period to wait for. Cancel it at once.";

  private static final String PLAN =
      """
      select r.id as revision, l.slug, l.name, r.terms
      from plan l join lateral (select * from plan_revision where plan_id = l.id
        order by number desc limit 1) r on true
      join subscription s on s.product_id = l.product_id
      where s.id = :subscription and l.on_sale and l.slug = :plan
      """;

  /** A request that was withdrawn has ended too; it is not approved by being taken up again. */
  private static final String OTHER =
      """
      select count(s.id) as live,
        (select count(*) from approval_step x where x.subscription_id = :id)
          <= (select count(*) from approval v where v.subscription_id = :id
            and v.verdict = 'approved') as approved
      from subscription t
      left join subscription s on s.application_id = t.application_id
        and s.product_id = t.product_id and s.state not in ('rejected', 'ended')
      where t.id = :id
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Clock clock;

  Renewals(Tenancy tenancy, Rows rows, Lifecycle lifecycle, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  /** Calls pass until the period, or the trial, that runs is over. */
  public Uni<Outcome> cancelAtPeriodEnd(Acting consumer, SubscriptionId id) {
    return with(
        consumer,
        id,
        (session, held) ->
            switch (held.state()) {
              case Active active -> cancelAtPeriodEnd(session, consumer, held, active);
              case Trialing trial when held.course().renews() ->
                  change(
                      session,
                      consumer,
                      held,
                      "subscription.cancel-scheduled",
                      trial,
                      held.course().renewing(false));
              default -> conflict(NO_PERIOD);
            });
  }

  private Uni<Outcome> cancelAtPeriodEnd(
      Mutiny.Session session, Acting consumer, Subscribed held, Active active) {
    Term term = held.course().term();
    if (active.until() != null) {
      return conflict("It is canceled for the end of its period already.");
    }
    return term == null
        ? conflict(NO_PERIOD)
        : change(
            session,
            consumer,
            held,
            "subscription.cancel-scheduled",
            active.canceledAt(term.endsAt()),
            held.course().changingTo(null));
  }

  /** Takes back a cancellation, or lets a subscription renew that was left to expire. */
  public Uni<Outcome> keep(Acting consumer, SubscriptionId id) {
    return with(
        consumer,
        id,
        (session, held) ->
            switch (held.state()) {
              case Active active when active.until() != null || !held.course().renews() ->
                  change(
                      session,
                      consumer,
                      held,
                      "subscription.kept",
                      active.kept(),
                      held.course().renewing(true));
              case Trialing trial when !held.course().renews() ->
                  change(
                      session,
                      consumer,
                      held,
                      "subscription.kept",
                      trial,
                      held.course().renewing(true));
              default -> conflict("It is not canceled.");
            });
  }

  /** Lets the subscription expire when its period is over: a fixed term. */
  public Uni<Outcome> letExpire(Acting consumer, SubscriptionId id) {
    return with(
        consumer,
        id,
        (session, held) ->
            held.state() instanceof Active active && held.course().term() != null
                ? change(
                    session,
                    consumer,
                    held,
                    "subscription.left-to-expire",
                    active.kept(),
                    held.course().renewing(false))
                : conflict("There is no period that could expire."));
  }

  /**
   * Takes up a subscription that has ended, on the plan that it had or another of the product. It
   * waits for its first payment when money is due in advance; the keys have stayed.
   *
   * @param plan null: the one that it had
   */
  public Uni<Outcome> renew(Acting consumer, SubscriptionId id, @Nullable String plan) {
    return with(
        consumer,
        id,
        (session, held) ->
            held.state() instanceof Ended ended
                ? renew(session, consumer, held, ended, plan)
                : conflict("It has not ended."));
  }

  private interface Command {
    Uni<Outcome> of(Mutiny.Session session, Subscribed held);
  }

  private Uni<Outcome> with(Acting consumer, SubscriptionId id, Command command) {
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
                            : command.of(session, found.get())));
  }

  @RegisterForReflection
  record Other(long live, boolean approved) {}

  private Uni<Outcome> renew(
      Mutiny.Session session,
      Acting consumer,
      Subscribed held,
      Ended ended,
      @Nullable String plan) {
    Instant now = held.accountTime(clock.instant());
    Instant end = held.course().endedAt();
    if (end != null && end.plus(RENEWABLE).isBefore(now)) {
      return conflict("It ended more than 90 days ago. Subscribe anew.");
    }
    if (held.agreedEnd() != null && !held.agreedEnd().isAfter(now)) {
      return conflict("It ended on the day that was agreed. Subscribe anew.");
    }
    return rows.first(session, Other.class, OTHER, Map.of("id", held.id().value()))
        .chain(
            other ->
                !other.orElseThrow().approved()
                    ? conflict("It was never approved. Ask for it anew.")
                    : other.orElseThrow().live() > 0
                        ? conflict("The application has another subscription to this product.")
                        : plan(session, held, plan)
                            .chain(to -> renewed(session, consumer, held, ended, to, now)));
  }

  private Uni<Optional<PlanPricing.To>> plan(
      Mutiny.Session session, Subscribed held, @Nullable String plan) {
    return plan == null || plan.equals(held.plan())
        ? Uni.createFrom()
            .item(
                Optional.of(
                    new PlanPricing.To(
                        held.revision(), held.plan(), held.planName(), held.terms())))
        : rows.first(
            session,
            PlanPricing.To.class,
            PLAN,
            Map.of("subscription", held.id().value(), "plan", plan));
  }

  private Uni<Outcome> renewed(
      Mutiny.Session session,
      Acting consumer,
      Subscribed held,
      Ended ended,
      Optional<PlanPricing.To> found,
      Instant now) {
    if (found.isEmpty()) {
      return Uni.createFrom()
          .item(new Outcome.Invalid("plan", "The product has no plan of this name on sale."));
    }
    PlanPricing.To to = found.get();
    boolean other = !to.revision().equals(held.revision());
    if (other && !StepTerms.beforePayment(to.terms().process()).isEmpty()) {
      return conflict("This plan needs the publisher's approval: ask for it.");
    }
    SubscriptionState next = ended.renewed(to.terms().feeOfPeriod(), now);
    return lifecycle.change(
        session,
        held,
        actor(consumer),
        "subscription.taken-up-again",
        new Change(next, course(held, to, next, now), to.revision()),
        Map.of("plan", to.slug()));
  }

  private static Course course(
      Subscribed held, PlanPricing.To to, SubscriptionState next, Instant now) {
    Rhythm rhythm = Rhythm.of(to.terms(), held.rhythm().zone());
    Course course = held.course().reopened();
    return next instanceof Active && rhythm.hasPeriods()
        ? course.with(Term.first(now, rhythm))
        : course;
  }

  private Uni<Outcome> change(
      Mutiny.Session session,
      Acting consumer,
      Subscribed held,
      String action,
      SubscriptionState state,
      Course course) {
    return lifecycle.change(
        session,
        held,
        actor(consumer),
        action,
        new Change(state, course, held.revision()),
        Map.of());
  }

  private static Uni<Outcome> conflict(String why) {
    return Uni.createFrom().item(new Outcome.Conflict(why));
  }

  private static Lifecycle.Actor actor(Acting consumer) {
    return new Lifecycle.Actor(consumer.tenant(), consumer.person());
  }
}

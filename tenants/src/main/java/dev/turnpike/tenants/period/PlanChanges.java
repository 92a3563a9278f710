package dev.turnpike.tenants.period;

import dev.turnpike.tenants.billing.Fees;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.due.Rounds;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Change;
import dev.turnpike.tenants.subscription.Course;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Rhythm;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Moves a subscription to another plan of its product: up at once, charged for the rest of the
 * period to the second, down when the period ends. What was shown is what is charged: a preview
 * holds for a quarter of an hour.
 */
@ApplicationScoped
public class PlanChanges {
  private static final Duration PREVIEW_HOLDS = Duration.ofMinutes(15);
  private static final int MOST_PLANS = 50;

  private static final String PLANS =
      """
      select r.id as revision, l.slug, l.name, r.terms
      from plan l join lateral (select * from plan_revision where plan_id = l.id
        order by number desc limit 1) r on true
      join subscription s on s.product_id = l.product_id
      where s.id = :subscription and l.on_sale
        and l.id <> (select plan_id from plan_revision where id = s.plan_revision_id)
      order by l.position, l.slug limit :most
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final PaymentMethods methods;
  private final Fees fees;
  private final Rounds rounds;
  private final Clock clock;

  PlanChanges(
      Tenancy tenancy,
      Rows rows,
      Lifecycle lifecycle,
      PaymentMethods methods,
      Fees fees,
      Rounds rounds,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.methods = methods;
    this.fees = fees;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** A plan of the same product that can be moved to. */
  public record Choice(String slug, String name, PlanTerms terms) {}

  /** The other plans on sale of the subscription's product. */
  public Uni<List<Choice>> choices(Acting consumer, SubscriptionId id) {
    consumer.require(Permission.SEE);
    return tenancy
        .as(consumer.tenant(), session -> plans(session, id))
        .map(
            found ->
                found.stream()
                    .map(plan -> new Choice(plan.slug(), plan.name(), plan.terms()))
                    .toList());
  }

  /** What a change would mean now; empty when there is no such subscription or plan. */
  public Uni<Optional<PlanMove>> preview(Acting consumer, SubscriptionId id, String plan) {
    consumer.require(Permission.SEE);
    return tenancy.as(
        consumer.tenant(),
        session ->
            own(session, consumer, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.<PlanMove>empty())
                            : plan(session, id, plan)
                                .chain(
                                    to ->
                                        to.isEmpty()
                                            ? Uni.createFrom().item(Optional.<PlanMove>empty())
                                            : move(session, found.get(), to.get(), null)
                                                .map(Optional::of))));
  }

  /**
   * Changes the plan.
   *
   * @param asOf of the preview that was confirmed; null: as things stand now
   */
  public Uni<Outcome> change(
      Acting consumer, SubscriptionId id, String plan, @Nullable Instant asOf) {
    consumer.require(Permission.PAY);
    return tenancy
        .as(
            consumer.tenant(),
            session ->
                own(session, consumer, id)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().<Outcome>item(new Outcome.Unknown())
                                : change(session, consumer, found.get(), plan, asOf)))
        .call(
            outcome ->
                outcome instanceof Outcome.Done done ? charged(consumer, done.id()) : done());
  }

  /** Takes back a change that waits for the end of the period. */
  public Uni<Outcome> undo(Acting consumer, SubscriptionId id) {
    consumer.require(Permission.PAY);
    return tenancy.as(
        consumer.tenant(),
        session ->
            own(session, consumer, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().<Outcome>item(new Outcome.Unknown())
                            : undo(session, consumer, found.get())));
  }

  private Uni<Outcome> undo(Mutiny.Session session, Acting consumer, Subscribed held) {
    return held.course().next() == null
        ? conflict("No change of plan is waiting.")
        : lifecycle.change(
            session,
            held,
            actor(consumer),
            "subscription.plan-kept",
            new Change(held.state(), held.course().changingTo(null), held.revision()),
            Map.of());
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  /** The card is charged before the answer, if nobody else is at the account's work. */
  private Uni<Void> charged(Acting consumer, SubscriptionId id) {
    return tenancy
        .as(consumer.tenant(), session -> lifecycle.hold(session, id))
        .chain(held -> rounds.catchUp(consumer.tenant(), held.orElseThrow().account()))
        .replaceWithVoid();
  }

  private Uni<Optional<Subscribed>> own(
      Mutiny.Session session, Acting consumer, SubscriptionId id) {
    return lifecycle
        .hold(session, id)
        .map(found -> found.filter(s -> s.consumer().tenant().equals(consumer.tenant())));
  }

  private Uni<List<PlanPricing.To>> plans(Mutiny.Session session, SubscriptionId id) {
    return rows.list(
        session,
        PlanPricing.To.class,
        PLANS,
        Map.of("subscription", id.value(), "most", MOST_PLANS));
  }

  private Uni<Optional<PlanPricing.To>> plan(
      Mutiny.Session session, SubscriptionId id, String slug) {
    return plans(session, id)
        .map(found -> found.stream().filter(plan -> plan.slug().equals(slug)).findFirst());
  }

  private Uni<Outcome> change(
      Mutiny.Session session,
      Acting consumer,
      Subscribed held,
      String plan,
      @Nullable Instant asOf) {
    return plan(session, held.id(), plan)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom()
                    .<Outcome>item(
                        new Outcome.Invalid(
                            "plan", "The product has no other plan of this name on sale."));
              }
              Instant now = held.accountTime(clock.instant());
              if (asOf != null && (asOf.isAfter(now) || asOf.isBefore(now.minus(PREVIEW_HOLDS)))) {
                return conflict("The preview is out of date. Look at it again, then confirm.");
              }
              return move(session, held, found.get(), asOf)
                  .chain(move -> apply(session, consumer, held, found.get(), move));
            });
  }

  private Uni<Outcome> apply(
      Mutiny.Session session, Acting consumer, Subscribed held, PlanPricing.To to, PlanMove move) {
    String hindrance = move.hindrance();
    if (hindrance != null) {
      return conflict(hindrance);
    }
    Map<String, String> facts = new HashMap<>();
    facts.put("plan", to.slug());
    if (!move.atOnce()) {
      Change later =
          new Change(held.state(), held.course().changingTo(to.revision()), held.revision());
      return lifecycle.change(
          session, held, actor(consumer), "subscription.plan-change-scheduled", later, facts);
    }
    facts.put("charged", move.dueNow().toString());
    Change now = new Change(held.state(), course(held, to, move).changingTo(null), to.revision());
    return lifecycle
        .change(session, held, actor(consumer), "subscription.plan-changed", now, facts)
        .call(
            () ->
                lifecycle
                    .hold(session, held.id())
                    .chain(
                        changed ->
                            fees.ofPlanChange(
                                session,
                                held,
                                changed.orElseThrow(),
                                move.credit(),
                                move.charge(),
                                move.asOf())));
  }

  /** The period goes on when both plans have the same; else one begins now. */
  private static Course course(Subscribed held, PlanPricing.To to, PlanMove move) {
    Rhythm rhythm = Rhythm.of(to.terms(), held.rhythm().zone());
    return held.state() instanceof Trialing || PlanPricing.keepsPeriod(held, rhythm)
        ? held.course()
        : held.course().with(rhythm.hasPeriods() ? Term.first(move.asOf(), rhythm) : null);
  }

  private Uni<PlanMove> move(
      Mutiny.Session session, Subscribed held, PlanPricing.To to, @Nullable Instant asOf) {
    Instant now = asOf == null ? held.accountTime(clock.instant()) : asOf;
    PlanMove move = PlanPricing.of(held, to, now);
    if (move.hindrance() != null || !move.dueNow().isPositive()) {
      return Uni.createFrom().item(move);
    }
    return methods
        .hasGoodOne(session, held.account(), now)
        .map(
            good ->
                good
                    ? move
                    : PlanPricing.hindered(
                        move, "Add a card first: the difference is charged now."));
  }

  private static Uni<Outcome> conflict(String why) {
    return Uni.createFrom().item(new Outcome.Conflict(why));
  }

  private static Lifecycle.Actor actor(Acting consumer) {
    return new Lifecycle.Actor(consumer.tenant(), consumer.person());
  }
}

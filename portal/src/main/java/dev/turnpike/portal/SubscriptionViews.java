package dev.turnpike.portal;

import dev.turnpike.portal.SubscriptionView.Can;
import dev.turnpike.portal.SubscriptionView.Card;
import dev.turnpike.portal.SubscriptionView.Choice;
import dev.turnpike.portal.SubscriptionView.Fact;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.period.PlanMove;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a subscription into what its page shows. */
@ApplicationScoped
class SubscriptionViews {
  private final SubscriptionText text;
  private final Till till;
  private final States states;

  SubscriptionViews(SubscriptionText text, Till till, States states) {
    this.text = text;
    this.till = till;
    this.states = states;
  }

  /** A subscription with all that its page needs. */
  record Case(
      Tenant publisher,
      Acting acting,
      Subscribed subscribed,
      AccountClock.Reading clock,
      List<PaymentMethods.Method> cards,
      List<PlanChanges.Choice> plans) {
    String address() {
      return "/" + publisher.slug() + "/subscriptions/" + subscribed.id();
    }
  }

  SubscriptionView of(Case it, @Nullable String said, @Nullable String error) {
    Subscribed s = it.subscribed();
    States.State state = states.of(s);
    boolean ended = s.state() instanceof Ended;
    return new SubscriptionView(
        it.address(),
        it.publisher().slug(),
        it.publisher().name(),
        it.acting().slug(),
        it.acting().tenantName(),
        s.applicationName(),
        s.productName(),
        Formats.stamp(it.clock().now()),
        it.clock().zone().getId(),
        !it.clock().ahead().isZero(),
        it.clock().movable(),
        state.word(),
        state.tone(),
        facts(s),
        pay(it),
        it.cards().stream().map(this::card).toList(),
        till.sandbox(),
        ended ? List.of() : choices(it.plans()),
        ended ? renewals(it) : List.of(),
        can(it),
        next(s, it.clock().now()),
        said,
        error);
  }

  PlanView preview(Case it, String plan, PlanMove move) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            text.effective(), move.atOnce() ? text.atOnce() : Formats.stamp(move.effective())));
    if (move.dueNow().isPositive()) {
      facts.add(new Fact(text.charge(), Formats.amount(move.charge())));
      facts.add(new Fact(text.credit(), "−" + Formats.amount(move.credit())));
      facts.add(new Fact(text.dueNow(), Formats.amount(cents(move.dueNow()))));
    }
    facts.add(new Fact(text.newFee(), Formats.amount(move.newFee())));
    add(facts, text.nextRenewal(), move.nextRenewal());
    return new PlanView(
        it.address(),
        it.acting().slug(),
        text.title(it.subscribed().applicationName(), it.subscribed().productName()),
        move.from(),
        move.to(),
        plan,
        move.asOf().toString(),
        Formats.stamp(move.asOf()),
        facts,
        !move.dueNow().isPositive(),
        move.hindrance());
  }

  /** As the invoice will round it, half up. */
  private static Money cents(Money money) {
    long cent = Money.MICROS / 100;
    return new Money(Math.floorDiv(money.micros() + cent / 2, cent) * cent, money.currency());
  }

  private List<Fact> facts(Subscribed s) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(text.plan(), s.planName()));
    facts.add(new Fact(text.costs(), fee(s.terms())));
    add(facts, text.since(), s.course().startedAt());
    Term term = s.course().term();
    boolean runs = !(s.state() instanceof Ended);
    if (term != null && runs) {
      facts.add(
          new Fact(
              text.period(),
              text.span(Formats.stamp(term.startsAt()), Formats.stamp(term.endsAt()))));
    }
    switch (s.state()) {
      case Trialing(Instant until) -> add(facts, text.trialEnds(), until);
      case PastDue(Instant graceUntil, var invoice) -> add(facts, text.graceUntil(), graceUntil);
      case Suspended suspended -> facts.add(new Fact(text.due(), Formats.amount(suspended.due())));
      case AwaitingPayment awaiting ->
          facts.add(new Fact(text.due(), Formats.amount(awaiting.due())));
      case Active active when active.until() != null -> add(facts, text.ends(), active.until());
      case Active active ->
          add(facts, s.course().renews() ? text.nextRenewal() : text.ends(), end(term));
      default -> {}
    }
    add(facts, text.ended(), s.course().endedAt());
    String nextPlan = s.nextPlanName();
    if (nextPlan != null) {
      facts.add(new Fact(text.nextPlan(), nextPlan));
    }
    return facts;
  }

  private static @Nullable Instant end(@Nullable Term term) {
    return term == null ? null : term.endsAt();
  }

  private static void add(List<Fact> facts, String label, @Nullable Instant at) {
    if (at != null) {
      facts.add(new Fact(label, Formats.stamp(at)));
    }
  }

  private String fee(PlanTerms terms) {
    return terms.feeOfPeriod().isPositive()
        ? text.fee(Formats.amount(terms.feeOfPeriod()), terms.billingPeriod().name())
        : text.noFee();
  }

  private static @Nullable String pay(Case it) {
    String publisher = it.publisher().slug();
    String tenant = it.acting().slug();
    return switch (it.subscribed().state()) {
      case AwaitingPayment awaiting ->
          Addresses.firstPayment(publisher, tenant, it.subscribed().id());
      case PastDue pastDue -> Addresses.invoice(publisher, tenant, pastDue.invoice());
      case Suspended suspended -> Addresses.invoice(publisher, tenant, suspended.invoice());
      default -> null;
    };
  }

  private Card card(PaymentMethods.Method method) {
    return new Card(
        method.id().toString(),
        method.brand() + " •••• " + method.last4(),
        method.expired() ? text.expired() : text.goodUntil(method.expires().toString()),
        method.expired() ? "bad" : method.main() ? "good" : "",
        method.main());
  }

  /** Those that nobody has to approve. */
  List<Choice> choices(List<PlanChanges.Choice> plans) {
    return plans.stream()
        .filter(plan -> plan.terms().process().isEmpty())
        .map(plan -> new Choice(plan.slug(), plan.name(), fee(plan.terms())))
        .toList();
  }

  List<Choice> renewals(Case it) {
    return renewals(it.subscribed(), it.plans());
  }

  /** The plan that it had comes first. */
  List<Choice> renewals(Subscribed had, List<PlanChanges.Choice> plans) {
    return Stream.concat(
            Stream.of(new Choice(had.plan(), had.planName(), fee(had.terms()))),
            choices(plans).stream())
        .toList();
  }

  private static Can can(Case it) {
    Subscribed s = it.subscribed();
    boolean manages = it.acting().may(Permission.REQUEST_SUBSCRIPTION);
    boolean pays = it.acting().may(Permission.PAY);
    boolean live = !(s.state() instanceof Ended) && !(s.state() instanceof Rejected);
    boolean paused = s.isHindered(Hindrance.Kind.PAUSED);
    boolean leaves =
        (s.state() instanceof Active active && active.until() != null)
            || (live && !s.course().renews());
    boolean period = s.state() instanceof Active && s.course().term() != null;
    return new Can(
        pays,
        manages,
        manages && live && !paused,
        manages && paused,
        manages && !leaves && (period || s.state() instanceof Trialing),
        manages && live,
        manages && leaves,
        manages && !leaves && period,
        pays && s.course().next() != null);
  }

  private static @Nullable String next(Subscribed s, Instant now) {
    Instant at =
        switch (s.state()) {
          case Trialing(Instant until) -> until;
          case PastDue(Instant graceUntil, var invoice) -> graceUntil;
          default -> end(s.course().term());
        };
    return at == null || !at.isAfter(now) ? null : at.toString();
  }
}

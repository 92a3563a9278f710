package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.portal.SubscribeView.ApplicationChoice;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a wish for a plan into what its page shows: who will call, and what happens next. */
@ApplicationScoped
class SubscribeViews {
  private final OfferViews offers;
  private final States states;
  private final SubscribeText text;

  SubscribeViews(OfferViews offers, States states, SubscribeText text) {
    this.offers = offers;
    this.states = states;
    this.text = text;
  }

  /** All that the page is made of, as it was read. */
  record Case(
      Tenant publisher,
      Acting acting,
      Offer offer,
      Offer.OfferedPlan plan,
      List<Application> applications,
      List<Subscribed> subscriptions) {
    Case {
      applications = List.copyOf(applications);
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /** What the form said, to be shown again. */
  record Draft(@Nullable String application, @Nullable String name) {
    static final String NEW = "new";

    boolean makesNew() {
      return NEW.equals(application);
    }
  }

  SubscribeView of(Case it, Draft draft, List<FieldError> errors) {
    List<ApplicationChoice> applications = new ArrayList<>();
    boolean chosen = draft.makesNew();
    for (Application each : it.applications()) {
      ApplicationChoice choice = choice(it, each, draft, chosen);
      chosen = chosen || choice.chosen();
      applications.add(choice);
    }
    boolean mayMake = it.acting().may(Permission.CREATE_APPLICATION);
    PlanTerms terms = it.plan().terms();
    Money due = terms.process().isEmpty() ? Dues.atStart(terms) : Money.zero(currency(terms));
    return new SubscribeView(
        it.publisher().slug(),
        it.publisher().name(),
        new TenantChoice(it.acting().slug(), it.acting().tenantName()),
        Places.others(it.acting()),
        Addresses.product(it.publisher().slug(), it.offer().slug()),
        it.offer().name(),
        offers.plan(it.publisher(), it.offer(), it.plan()),
        "/" + it.publisher().slug() + "/subscribe/" + it.offer().slug(),
        applications,
        mayMake ? draft.name() == null ? "" : draft.name() : null,
        (mayMake && !chosen) || draft.makesNew(),
        steps(it),
        due.isPositive() ? text.dueNow(Formats.amount(due)) : text.nothingDue(),
        !terms.process().isEmpty(),
        errors,
        it.acting().may(Permission.REQUEST_SUBSCRIPTION)
            ? null
            : text.mayNot(it.acting().tenantName()));
  }

  private static Currency currency(PlanTerms terms) {
    return terms.feeOfPeriod().currency();
  }

  /** The first that can be chosen is, unless the form said another. */
  private ApplicationChoice choice(Case it, Application each, Draft draft, boolean otherChosen) {
    Subscribed live =
        it.subscriptions().stream()
            .filter(s -> s.application().equals(each.id()))
            .filter(s -> s.publisher().tenant().equals(it.publisher().id()))
            .filter(s -> s.product().equals(it.offer().slug()))
            .filter(s -> isLive(s.state()))
            .findFirst()
            .orElse(null);
    if (live == null) {
      String id = each.id().toString();
      boolean chosen = draft.application() == null ? !otherChosen : id.equals(draft.application());
      return new ApplicationChoice(id, each.name(), chosen, null, null);
    }
    return new ApplicationChoice(
        each.id().toString(),
        each.name(),
        false,
        text.taken(it.offer().name(), states.of(live).word()),
        Addresses.subscription(it.publisher().slug(), it.acting().slug(), live.id()));
  }

  private static boolean isLive(SubscriptionState state) {
    return !(state instanceof SubscriptionState.Ended)
        && !(state instanceof SubscriptionState.Rejected);
  }

  private List<String> steps(Case it) {
    String publisher = it.publisher().name();
    PlanTerms terms = it.plan().terms();
    List<String> steps = new ArrayList<>();
    for (var step : terms.process()) {
      String kind = String.valueOf(step.kind()).toLowerCase(Locale.ROOT).replace('_', '-');
      switch (kind) {
        case "form" -> steps.add(text.form(publisher));
        case "consumer-approval" -> steps.add(text.consumerApproval(it.acting().tenantName()));
        case "webhook" -> steps.add(text.webhook(publisher));
        case "terms" -> steps.add(text.terms(publisher));
        // Told below for every plan that asks for money.
        case "payment" -> {}
        default -> steps.add(text.publisherApproval(publisher));
      }
    }
    Money due = Dues.atStart(terms);
    if (due.isPositive()) {
      steps.add(text.payment(Formats.amount(due)));
    }
    if (terms.trial() > 0) {
      steps.add(text.trial(terms.trial()));
    }
    if (terms.billing() == PlanTerms.Billing.prepaid
        || terms.billing() == PlanTerms.Billing.hybrid) {
      steps.add(text.credit());
    }
    steps.add(steps.isEmpty() ? text.atOnce() : text.thenCalls());
    return steps;
  }
}

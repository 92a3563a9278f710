package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.LimitState;
import dev.turnpike.portal.HomeView.Trouble;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What stands in the way of calls, most urgent first, each with the one place that fixes it. */
@ApplicationScoped
class Troubles {
  /** Fewer calls than this left is worth a warning. */
  private static final int FEW_CALLS = 20;

  private static final List<String> URGENCY = List.of("bad", "warn", "info");

  private final HomeText text;
  private final RequestText requests;

  Troubles(HomeText text, RequestText requests) {
    this.text = text;
    this.requests = requests;
  }

  List<Trouble> of(
      String publisher,
      String tenant,
      List<Subscribed> subscriptions,
      Optional<Account> account,
      List<LimitState> limits,
      List<PaymentViews.Card> cards) {
    List<Trouble> found = new ArrayList<>();
    subscriptions.forEach(each -> of(publisher, tenant, each).ifPresent(found::add));
    account
        .flatMap(each -> wallet(Addresses.wallet(publisher, tenant), subscriptions, each))
        .ifPresent(found::add);
    limits.forEach(each -> limit(each).ifPresent(found::add));
    cards.stream()
        .filter(card -> card.main() && card.tone().equals("bad"))
        .findFirst()
        .ifPresent(
            card ->
                found.add(
                    new Trouble(
                        "warn",
                        text.cardTitle(card.label()),
                        text.cardText(),
                        Addresses.payments(publisher, tenant),
                        text.cardFix())));
    found.sort(Comparator.comparingInt(trouble -> URGENCY.indexOf(trouble.tone())));
    return found;
  }

  private Optional<Trouble> of(String publisher, String tenant, Subscribed it) {
    String application = it.applicationName();
    for (Hindrance hindrance : it.hindrances()) {
      return Optional.of(
          switch (hindrance.kind()) {
            case BLOCKED ->
                new Trouble(
                    "bad",
                    text.blockedTitle(application),
                    text.blockedText(it.publisher().name(), hindrance.reason()),
                    "/" + publisher + "/errors/SUBSCRIPTION_BLOCKED",
                    text.readMore());
            case PAUSED ->
                new Trouble(
                    "warn",
                    text.pausedTitle(application),
                    text.pausedText(hindrance.reason()),
                    "/" + publisher + "/errors/SUBSCRIPTION_PAUSED",
                    text.readMore());
          });
    }
    return switch (it.state()) {
      case SubscriptionState.Suspended suspended ->
          Optional.of(
              new Trouble(
                  "bad",
                  text.suspendedTitle(application),
                  text.suspendedText(
                      it.productName(), it.planName(), Formats.amount(suspended.due())),
                  bill(publisher, tenant, suspended.invoice()),
                  text.pay(Formats.amount(suspended.due()))));
      case SubscriptionState.PastDue(var graceUntil, InvoiceId invoice) ->
          Optional.of(
              new Trouble(
                  "warn",
                  text.pastDueTitle(application),
                  text.pastDueText(Formats.stamp(graceUntil)),
                  bill(publisher, tenant, invoice),
                  text.pay("")));
      case SubscriptionState.AwaitingPayment awaiting ->
          Optional.of(
              new Trouble(
                  "warn",
                  text.awaitingTitle(application),
                  text.awaitingText(
                      it.productName(), it.planName(), Formats.amount(awaiting.due())),
                  Addresses.firstPayment(publisher, tenant, it.id()),
                  text.pay(Formats.amount(awaiting.due()))));
      case SubscriptionState.Requested(int position, int of) ->
          Optional.of(
              new Trouble(
                  "info",
                  text.requestedTitle(application),
                  text.requestedText(
                      it.publisher().name(), it.productName(), it.planName(), position, of),
                  Addresses.request(publisher, tenant, it.id()),
                  requests.look()));
      default -> Optional.empty();
    };
  }

  private static String bill(String publisher, String tenant, InvoiceId invoice) {
    return Addresses.invoice(publisher, tenant, invoice);
  }

  private Optional<Trouble> wallet(String address, List<Subscribed> subscriptions, Account it) {
    Optional<Money> price =
        subscriptions.stream()
            .filter(each -> each.state() instanceof SubscriptionState.Active)
            .map(Subscribed::terms)
            .filter(terms -> terms.billing() == PlanTerms.Billing.prepaid)
            .map(PlanTerms::priceOfCall)
            .filter(each -> each.isPositive() && each.currency().equals(it.available().currency()))
            .max(Comparator.naturalOrder());
    if (price.isEmpty()) {
      return Optional.empty();
    }
    long calls = Math.max(0, it.available().micros() / price.get().micros());
    String available = Formats.amount(it.available());
    if (calls == 0) {
      String each = Formats.amount(price.get());
      return Optional.of(
          new Trouble(
              "bad",
              text.emptyTitle(),
              text.emptyText(each, available),
              address,
              text.addCredit()));
    }
    return calls >= FEW_CALLS
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                "warn",
                text.lowTitle(),
                text.lowText(available, Formats.grouped(calls)),
                address,
                text.addCredit()));
  }

  private Optional<Trouble> limit(LimitState it) {
    String used = text.usedUpText(it.gauge().text(), Formats.stamp(it.resetsAt()));
    return switch (it.gauge().tone()) {
      case "bad" ->
          Optional.of(
              new Trouble(
                  "bad",
                  text.usedUpTitle(it.application(), it.gauge().label()),
                  used,
                  it.fix(),
                  text.seePlans()));
      case "warn" ->
          Optional.of(
              new Trouble(
                  "warn",
                  text.nearlyTitle(it.application(), it.gauge().label()),
                  used,
                  it.fix(),
                  text.seePlans()));
      default -> Optional.empty();
    };
  }
}

package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Again;
import dev.turnpike.portal.ResolveView.Attempt;
import dev.turnpike.portal.ResolveView.Bill;
import dev.turnpike.portal.ResolveView.Refused;
import dev.turnpike.portal.ResolveView.Request;
import dev.turnpike.portal.ResolveView.TopUp;
import dev.turnpike.portal.ResolveView.Tried;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.ui.CodeWords;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Language;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a case into what its page shows. */
@ApplicationScoped
class ResolveViews {
  private final ResolveText text;
  private final GatewayAddress gateway;
  private final Till till;
  private final ExhaustedViews budgets;
  private final SubscriptionViews subscriptions;
  private final States states;
  private final PlanWords words;

  ResolveViews(
      ResolveText text,
      GatewayAddress gateway,
      Till till,
      ExhaustedViews budgets,
      SubscriptionViews subscriptions,
      States states,
      PlanWords words) {
    this.words = words;
    this.budgets = budgets;
    this.subscriptions = subscriptions;
    this.states = states;
    this.text = text;
    this.gateway = gateway;
    this.till = till;
  }

  ResolveView of(ResolveCase found, @Nullable Tried tried) {
    return of(found, tried, null, List.of());
  }

  /** The page after a form that could not be taken: what was written stays in it. */
  ResolveView again(ResolveCase found, String amount, FieldError wrong) {
    return of(found, null, amount, List.of(wrong));
  }

  private ResolveView of(
      ResolveCase found, @Nullable Tried tried, @Nullable String amount, List<FieldError> errors) {
    Optional<DenialFacts> facts = found.denied().map(denied -> new DenialFacts(denied.facts()));
    boolean open = !found.solved();
    boolean mayPay = found.acting().may(Permission.PAY);
    ResolveCase.Way way = found.way();
    boolean money =
        switch (way) {
          case TOP_UP, INVOICE, FIRST_PAYMENT, RENEWAL, UPGRADE, RESUMPTION -> true;
          case REQUEST, BUDGET, ADVICE -> false;
        };
    return new ResolveView(
        refused(found),
        facts.map(it -> it.sums(text)).orElse(List.of()),
        facts.map(it -> it.gauge(words)).orElse(null),
        facts.map(DenialFacts::resetsAt).orElse(null),
        open && mayPay && way == ResolveCase.Way.TOP_UP ? topUp(found, amount) : null,
        open && mayPay ? bill(found, way) : null,
        open && way == ResolveCase.Way.REQUEST ? request(found) : null,
        open && mayPay ? renewal(found, way) : null,
        open && mayPay && way == ResolveCase.Way.RESUMPTION
            ? found.address() + "/resumption"
            : null,
        open && money && !mayPay ? Till.ask(found.payers()) : null,
        open && way == ResolveCase.Way.ADVICE ? CodeWords.steps(found.code()) : List.of(),
        found.solved(),
        attempt(found),
        open && way != ResolveCase.Way.ADVICE ? null : tryAgain(found, tried),
        errors,
        open && way == ResolveCase.Way.BUDGET ? budgets.of(found) : null);
  }

  /** What the caller was told is English; others read what the code means. */
  private static String detail(ResolveCase found, Optional<DenialFacts> facts) {
    return facts
        .filter(it -> Reader.current().language() == Language.ENGLISH)
        .flatMap(it -> it.text("/detail"))
        .orElse(CodeWords.meaning(found.code()));
  }

  private Refused refused(ResolveCase found) {
    Optional<Denied> denied = found.denied();
    Optional<DenialFacts> facts = denied.map(it -> new DenialFacts(it.facts()));
    return new Refused(
        found.address(),
        found.publisher().slug(),
        found.publisher().name(),
        found.acting().tenantName(),
        found.code().name(),
        found.code().status(),
        CodeWords.title(found.code()),
        detail(found, facts),
        found.method(),
        found.path(),
        denied.map(Denied::firstAt).orElse(found.token().at()),
        denied.map(Denied::lastAt).orElse(found.token().at()),
        denied.map(Denied::count).orElse(1L),
        denied.map(Denied::applicationName).orElse(null),
        found.subscription().map(Subscribed::productName).orElse(null),
        found.subscription().map(Subscribed::planName).orElse(null),
        found.token().request().toString(),
        Addresses.support(
            found.publisher().slug(), found.acting().slug(), ResolveCases.bare(found.id())));
  }

  private TopUp topUp(ResolveCase found, @Nullable String written) {
    Account account = found.account().orElseThrow();
    Optional<Money> missing =
        Optional.ofNullable(found.token().required())
            .map(required -> required.minus(account.available()))
            .filter(Money::isPositive);
    return till.topUp(account.available().currency(), missing, written);
  }

  private @Nullable Bill bill(ResolveCase found, ResolveCase.Way way) {
    return switch (way) {
      case INVOICE -> found.invoice().map(till::bill).orElse(null);
      case FIRST_PAYMENT -> found.awaited().map(till::firstPayment).orElse(null);
      default -> null;
    };
  }

  private ResolveView.@Nullable Renewal renewal(ResolveCase found, ResolveCase.Way way) {
    Subscribed subscribed = found.subscription().orElse(null);
    if (subscribed == null) {
      return null;
    }
    return switch (way) {
      case RENEWAL ->
          new ResolveView.Renewal(
              found.address() + "/renewal",
              subscriptions.renewals(subscribed, found.plans()),
              null);
      case UPGRADE ->
          new ResolveView.Renewal(
              Addresses.planChange(found.publisher().slug(), subscribed.id()),
              subscriptions.choices(found.plans()),
              found.acting().slug());
      default -> null;
    };
  }

  private Request request(ResolveCase found) {
    Subscribed subscribed = found.subscription().orElseThrow();
    String href =
        Addresses.request(
            subscribed.publisher().slug(), subscribed.consumer().slug(), subscribed.id());
    if (found.blocked().isPresent()) {
      return new Request(
          text.requestBlocked(),
          "bad",
          subscribed.requestedAt(),
          found.blocked().get().reason(),
          href);
    }
    return switch (subscribed.state()) {
      case SubscriptionState.Requested(int position, int of) ->
          new Request(
              text.requestWaiting(position, of), "info", subscribed.requestedAt(), null, href);
      case SubscriptionState.Rejected(String reason) ->
          new Request(text.requestRejected(), "bad", subscribed.requestedAt(), reason, href);
      default ->
          new Request(
              states.word(subscribed.state()).word(), "info", subscribed.requestedAt(), null, href);
    };
  }

  private @Nullable Attempt attempt(ResolveCase found) {
    Payment latest = found.latestPayment().orElse(null);
    if (latest == null || (found.solved() && latest.state() != Payment.State.SUCCEEDED)) {
      return null;
    }
    return Till.attempt(
        latest,
        found.account().map(Account::available).orElse(null),
        found.address() + "/payments/" + latest.id() + "/confirmation");
  }

  private @Nullable Again tryAgain(ResolveCase found, @Nullable Tried tried) {
    if (found.method().isEmpty()) {
      return null;
    }
    String curl =
        "curl -i -X %s -H 'Authorization: Bearer KEY' '%s%s'"
            .formatted(found.method(), gateway.shown(), found.path().replace("'", "%27"));
    return new Again(found.replayable(), curl, tried);
  }
}

package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.DenialView;
import dev.turnpike.portal.HomeView.InvoiceView;
import dev.turnpike.portal.HomeView.LimitState;
import dev.turnpike.portal.HomeView.SubscriptionView;
import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.portal.HomeView.WalletView;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.billing.Invoices.Invoice;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.PaymentHistory;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.due.AccountClock;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.usage.Counters;
import dev.turnpike.tenants.usage.Counters.Counted;
import dev.turnpike.tenants.usage.Denials;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.ui.CodeWords;
import dev.turnpike.ui.InvoiceText;
import dev.turnpike.ui.PlanWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Quota and billing state of a consumer at a publisher on one page, and what is wrong. */
@Path("/{publisher}/home")
@Produces(MediaType.TEXT_HTML)
class HomePages {
  private static final int MOST_INVOICES = 12;
  private static final int MOST_DENIALS = 20;
  private static final int MOST_NOTICES = 3;
  private static final int MOST_PAYMENTS = 5;
  private static final int MOST_SUBSCRIPTIONS = 10;
  private static final int MOST_LIMITS = 6;
  private static final int MOST_TROUBLES = 6;

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Subscriptions subscriptions;
  private final Counters counters;
  private final Invoices invoices;
  private final PaymentHistory payments;
  private final PaymentMethods methods;
  private final Keys keys;
  private final Denials denials;
  private final Notices notices;
  private final Troubles troubles;
  private final AccountClock accountClock;
  private final Clock clock;
  private final HomeText text;
  private final States states;
  private final InvoiceText paper;
  private final PaymentViews paid;
  private final KeyViews keyViews;
  private final PlanWords words;

  HomePages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      Subscriptions subscriptions,
      Counters counters,
      Invoices invoices,
      PaymentHistory payments,
      PaymentMethods methods,
      Keys keys,
      Denials denials,
      Notices notices,
      Troubles troubles,
      AccountClock accountClock,
      Clock clock,
      HomeText text,
      States states,
      InvoiceText paper,
      PaymentViews paid,
      KeyViews keyViews,
      PlanWords words) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.subscriptions = subscriptions;
    this.counters = counters;
    this.invoices = invoices;
    this.payments = payments;
    this.methods = methods;
    this.keys = keys;
    this.denials = denials;
    this.notices = notices;
    this.troubles = troubles;
    this.accountClock = accountClock;
    this.clock = clock;
    this.text = text;
    this.states = states;
    this.paper = paper;
    this.paid = paid;
    this.keyViews = keyViews;
    this.words = words;
  }

  private static final Comparator<LimitState> FULLEST =
      Comparator.comparingInt((LimitState limit) -> limit.gauge().percent()).reversed();

  /** All there is to show, as it was read. */
  private record Relation(
      Tenant publisher,
      Acting acting,
      Optional<Account> account,
      List<Subscribed> subscriptions,
      List<Counted> counted,
      List<Invoice> invoices,
      List<PaymentHistory.Entry> payments,
      List<PaymentMethods.Method> cards,
      List<ApiKey> keys,
      List<Denied> denials,
      List<Notices.Told> told,
      Optional<AccountClock.Reading> clock) {}

  @GET
  public Uni<TemplateInstance> home(String publisher, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .chain(account -> load(found, acting, account)))
        .map(this::page);
  }

  private Uni<Relation> load(Tenant publisher, Acting acting, Optional<Account> account) {
    return Uni.combine()
        .all()
        .unis(
            subscriptions.ofConsumer(acting),
            counters.ofConsumer(acting),
            account
                .map(it -> invoices.of(acting.tenant(), it.id(), MOST_INVOICES))
                .orElseGet(() -> Uni.createFrom().item(List.of())),
            account
                .filter(it -> acting.may(Permission.SEE_MONEY))
                .map(it -> payments.of(acting, it.id(), null))
                .orElseGet(() -> Uni.createFrom().item(List.of())),
            account
                .map(it -> methods.of(acting.tenant(), it.id()))
                .orElseGet(() -> Uni.createFrom().item(List.of())),
            keys.list(acting),
            denials.ofConsumer(acting, publisher.slug(), MOST_DENIALS),
            account
                .map(it -> accountClock.of(acting.tenant(), it.id()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())),
            account
                .map(it -> notices.ofAccount(acting.tenant(), it.id(), MOST_NOTICES))
                .orElseGet(() -> Uni.createFrom().item(List.of())))
        .usingConcurrencyOf(1)
        .with(
            (subscribed, counted, billed, payments, cards, own, denied, reading, told) ->
                new Relation(
                    publisher,
                    acting,
                    account,
                    subscribed.stream()
                        .filter(each -> each.publisher().slug().equals(publisher.slug()))
                        .toList(),
                    counted,
                    billed,
                    payments,
                    cards,
                    own,
                    denied,
                    told,
                    reading));
  }

  private TemplateInstance page(Relation it) {
    String publisher = it.publisher().slug();
    String tenant = it.acting().slug();
    Instant now = it.clock().map(AccountClock.Reading::now).orElseGet(clock::instant);
    List<LimitState> limits =
        Gauges.of(it.subscriptions(), it.counted(), now, words.units(PlanTerms.Unit.requests));
    List<PaymentViews.Card> cards = it.cards().stream().map(paid::card).toList();
    HomeView view =
        new HomeView(
            publisher,
            it.publisher().name(),
            new TenantChoice(tenant, it.acting().tenantName()),
            Places.others(it.acting()),
            Shortened.to(
                MOST_TROUBLES,
                troubles.of(publisher, tenant, it.subscriptions(), it.account(), limits, cards)),
            it.account().map(account -> wallet(it, account)).orElse(null),
            Shortened.to(MOST_LIMITS, limits.stream().sorted(FULLEST).toList()),
            Shortened.to(MOST_SUBSCRIPTIONS, it.subscriptions()).map(this::subscription),
            it.invoices().stream().map(each -> invoice(it, each, now)).toList(),
            it.denials().stream().map(each -> denial(publisher, each)).toList(),
            it.payments().stream()
                .limit(MOST_PAYMENTS)
                .map(each -> paid.line(publisher, tenant, each))
                .toList(),
            cards,
            keyViews.some(it.keys()),
            it.told().stream().map(NoticePages.Item::of).toList(),
            it.clock()
                .filter(reading -> !reading.ahead().isZero())
                .map(AccountClock.Reading::now)
                .orElse(null));
    return Pages.home(
        frame.of(
            it.publisher(),
            text.title(it.acting().tenantName(), it.publisher().name()),
            Frame.Place.HOME,
            tenant),
        view);
  }

  private static WalletView wallet(Relation it, Account account) {
    return new WalletView(
        Addresses.wallet(it.publisher().slug(), it.acting().slug()),
        account.available(),
        account.held(),
        account.overdraft(),
        it.payments().stream()
            .filter(each -> each.state() == Payment.State.SUCCEEDED)
            .map(PaymentHistory.Entry::at)
            .findFirst()
            .orElse(null));
  }

  private SubscriptionView subscription(Subscribed it) {
    States.State state = states.of(it);
    return new SubscriptionView(
        Addresses.subscription(it.publisher().slug(), it.consumer().slug(), it.id()),
        it.applicationName(),
        it.productName(),
        it.planName(),
        state.word(),
        state.tone(),
        it.changedAt());
  }

  private InvoiceView invoice(Relation it, Invoice invoice, Instant now) {
    boolean open = invoice.state().equals("open");
    boolean late = open && invoice.dueAt().isBefore(now);
    return new InvoiceView(
        invoice.number(),
        invoice.total(),
        invoice.dueAt(),
        late ? text.overdue() : paper.state(invoice.state()),
        late ? "bad" : open ? "warn" : invoice.state().equals("paid") ? "good" : "",
        Addresses.invoicePage(it.publisher().slug(), it.acting().slug(), invoice.id()));
  }

  private static DenialView denial(String publisher, Denied it) {
    return new DenialView(
        Addresses.resolve(publisher, it.id()),
        it.method(),
        it.path(),
        it.code(),
        CodeWords.title(it.code()),
        it.status(),
        it.count(),
        it.lastAt());
  }
}

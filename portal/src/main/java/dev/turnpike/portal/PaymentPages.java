package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.portal.ResolveView.CardView;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.PaymentHistory;
import dev.turnpike.tenants.billing.PaymentHistory.Entry;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was paid, what failed and why, and the cards on file (R137 to R139, R141). */
@Path("/{publisher}/payments")
@Produces(MediaType.TEXT_HTML)
class PaymentPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final PaymentHistory history;
  private final PaymentMethods methods;
  private final PaymentViews views;
  private final Till till;
  private final PaymentText text;

  PaymentPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      PaymentHistory history,
      PaymentMethods methods,
      PaymentViews views,
      Till till,
      PaymentText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.history = history;
    this.methods = methods;
    this.views = views;
    this.till = till;
    this.text = text;
  }

  record View(
      String publisher,
      String publisherName,
      TenantChoice tenant,
      List<TenantChoice> others,
      boolean bought,
      List<PaymentViews.Line> lines,
      @Nullable String earlier,
      List<PaymentViews.Card> cards,
      List<CardView> sandbox,
      boolean mayPay,
      boolean done,
      @Nullable String error) {}

  private record Case(
      Tenant publisher,
      Acting acting,
      Optional<Account> account,
      List<Entry> entries,
      List<PaymentMethods.Method> cards) {
    AccountId known() {
      return account.map(Account::id).orElseThrow(NotFoundException::new);
    }
  }

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String before,
      @RestQuery @Nullable String done) {
    return find(publisher, tenant, before).map(it -> page(it, done != null, null));
  }

  /** Adds, prefers or removes a card on file. */
  @POST
  @Path("cards")
  public Uni<Response> cards(
      String publisher,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("card") @Nullable String card,
      @FormParam("main") @Nullable String main,
      @FormParam("remove") @Nullable String remove) {
    return find(publisher, tenant, null)
        .chain(
            it ->
                change(it, card, main, remove)
                    .map(
                        answer ->
                            switch (answer) {
                              case PaymentMethods.Changed.Done _ -> back(it);
                              case PaymentMethods.Changed.Unknown _ ->
                                  throw new NotFoundException();
                              case PaymentMethods.Changed.Invalid(String field, String detail) ->
                                  Response.status(422).entity(page(it, false, detail)).build();
                            }));
  }

  private Uni<PaymentMethods.Changed> change(
      Case it, @Nullable String card, @Nullable String main, @Nullable String remove) {
    Payer payer = Payer.of(it.acting());
    AccountId account = it.known();
    if (remove != null) {
      return methods.remove(payer, account, SubscriptionDesk.uuid(remove));
    }
    return main == null
        ? methods.add(payer, account, card == null ? "" : card, true)
        : methods.choose(payer, account, SubscriptionDesk.uuid(main));
  }

  private static Response back(Case it) {
    String address = Addresses.payments(it.publisher().slug(), it.acting().slug());
    return Response.seeOther(URI.create(address + "&done=1")).build();
  }

  private Uni<Case> find(String publisher, @Nullable String tenant, @Nullable String before) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .chain(account -> load(found, acting, account, before)));
  }

  private Uni<Case> load(
      Tenant publisher, Acting acting, Optional<Account> account, @Nullable String before) {
    if (account.isEmpty()) {
      return Uni.createFrom().item(new Case(publisher, acting, account, List.of(), List.of()));
    }
    AccountId id = account.get().id();
    return Uni.combine()
        .all()
        .unis(
            history.of(acting, id, before == null ? null : SubscriptionDesk.uuid(before)),
            methods.of(acting.tenant(), id))
        .usingConcurrencyOf(1)
        .with((entries, cards) -> new Case(publisher, acting, account, entries, cards));
  }

  private TemplateInstance page(Case it, boolean done, @Nullable String error) {
    String publisher = it.publisher().slug();
    List<Entry> shown = it.entries().stream().limit(PaymentHistory.PAGE).toList();
    View view =
        new View(
            publisher,
            it.publisher().name(),
            new TenantChoice(it.acting().slug(), it.acting().tenantName()),
            Places.others(it.acting()),
            it.account().isPresent(),
            shown.stream().map(each -> views.line(publisher, it.acting().slug(), each)).toList(),
            it.entries().size() > shown.size()
                ? Addresses.payments(publisher, it.acting().slug())
                    + "&before="
                    + shown.getLast().id()
                : null,
            it.cards().stream().map(views::card).toList(),
            till.sandbox(),
            it.acting().may(Permission.PAY),
            done,
            error);
    return Pages.payments(
        frame.of(it.publisher(), text.title(), Frame.Place.PAYMENTS, it.acting().slug()), view);
  }
}

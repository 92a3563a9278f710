package dev.turnpike.admin;

import dev.turnpike.admin.AccountsView.Choice;
import dev.turnpike.tenants.account.AccountHistory;
import dev.turnpike.tenants.account.AccountQuery;
import dev.turnpike.tenants.account.AccountState;
import dev.turnpike.tenants.account.AccountStates;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The publisher's accounts: their money, who is in trouble, and one consumer's whole state. */
@Path("/admin/{tenant}/accounts")
@Produces(MediaType.TEXT_HTML)
class AccountPages {
  private static final int PAGE = 50;

  private final Frame frame;
  private final AccountStates accounts;
  private final AccountHistory history;
  private final AccountBadges badges;
  private final AdminMoneyText text;

  AccountPages(
      Frame frame,
      AccountStates accounts,
      AccountHistory history,
      AccountBadges badges,
      AdminMoneyText text) {
    this.frame = frame;
    this.accounts = accounts;
    this.history = history;
    this.badges = badges;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String worry,
      @RestQuery @Nullable String sort,
      @RestQuery @DefaultValue("0") String from) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    AccountQuery query = AccountQuery.of(search, worry, sort, place(from), PAGE + 1);
    return accounts.list(acting, query).map(found -> page(acting, query, found));
  }

  @GET
  @Path("{id}")
  public Uni<TemplateInstance> one(String tenant, String id) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    AccountId account = account(id);
    return accounts
        .find(acting, account)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            state ->
                history
                    .payments(acting, account)
                    .chain(
                        paid ->
                            internal(acting, account)
                                .map(inside -> page(acting, state, paid, inside))));
  }

  /** Only who may see the audit sees it here; nobody of the consumer's does. */
  private Uni<Optional<AccountView.Internal>> internal(Acting acting, AccountId account) {
    if (!acting.may(Permission.SEE_AUDIT)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return history
        .log(acting, account)
        .chain(
            log ->
                history
                    .bookings(acting, account)
                    .map(
                        booked ->
                            Optional.of(
                                new AccountView.Internal(
                                    log.stream().map(AccountPages::noted).toList(),
                                    booked.stream().map(AccountPages::booked).toList()))));
  }

  private TemplateInstance page(Acting acting, AccountQuery query, List<AccountState> found) {
    boolean more = found.size() > PAGE;
    List<AccountState> shown = more ? found.subList(0, PAGE) : found;
    boolean filtered = !query.text().isEmpty() || query.only().isPresent() || query.anyWorry();
    return Pages.accounts(
        frame.of(acting, text.title(), Frame.Place.ACCOUNTS),
        new AccountsView(
            acting.slug(),
            query.text(),
            worries(query),
            sorts(query),
            filtered,
            query.skip() == 0,
            shown.stream().map(it -> line(acting, it)).toList(),
            more ? older(acting, query) : null));
  }

  private List<Choice> worries(AccountQuery query) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("any", text.any(), query.anyWorry()));
    for (AccountState.Worry worry : AccountState.Worry.values()) {
      choices.add(
          new Choice(
              AccountQuery.word(worry),
              badges.of(worry).word(),
              query.only().equals(Optional.of(worry))));
    }
    return choices;
  }

  private List<Choice> sorts(AccountQuery query) {
    List<Choice> choices = new ArrayList<>();
    for (AccountQuery.Sort sort : AccountQuery.Sort.values()) {
      String label =
          switch (sort) {
            case NAME -> text.byName();
            case BALANCE -> text.byBalance();
            case OVERDUE -> text.byOverdue();
            case SPENT -> text.bySpent();
            case LAST_PAYMENT -> text.byLastPayment();
          };
      choices.add(new Choice(AccountQuery.word(sort), label, query.sort() == sort));
    }
    return choices;
  }

  private AccountsView.Line line(Acting acting, AccountState it) {
    AccountState.Attempt last = it.lastPayment();
    AccountState.Overdue overdue = it.overdue();
    return new AccountsView.Line(
        "/admin/" + acting.slug() + "/accounts/" + it.id(),
        it.consumerName(),
        it.mode().equals("test"),
        badges.of(it.paymentStatus()),
        it.available(),
        it.held(),
        last == null ? null : last.at(),
        overdue == null ? null : overdue.total(),
        badges.of(it.worries()),
        it.worries().contains(AccountState.Worry.WALLET_ENDS)
            ? it.walletEmptyAt().orElse(null)
            : null);
  }

  private TemplateInstance page(
      Acting acting,
      AccountState it,
      List<AccountHistory.Paid> paid,
      Optional<AccountView.Internal> internal) {
    AccountState.Overdue overdue = it.overdue();
    return Pages.account(
        frame.of(acting, it.consumerName(), Frame.Place.ACCOUNTS),
        new AccountView(
            acting.slug(),
            it.consumer(),
            it.consumerName(),
            it.mode().equals("test"),
            badges.of(it.paymentStatus()),
            badges.of(it.worries()),
            it.balance(),
            it.held(),
            it.overdraft(),
            it.available(),
            it.spentOfDay(),
            it.walletEmptyAt().orElse(null),
            overdue == null
                ? null
                : new AccountView.Owed(overdue.total(), overdue.invoices(), overdue.since()),
            it.subscriptions().stream().map(badges::held).toList(),
            it.limits().stream().map(badges::limit).toList(),
            paid.stream().map(badges::paid).toList(),
            internal.orElse(null),
            acting.may(Permission.SEE_CALLS)));
  }

  private static AccountView.Noted noted(AccountHistory.Noted it) {
    return new AccountView.Noted(
        it.at(), it.action(), it.person(), it.facts().isEmpty() ? "" : it.facts().toString());
  }

  private static AccountView.Booked booked(AccountHistory.Booked it) {
    return new AccountView.Booked(it.at(), it.kind(), it.memo(), it.book(), it.amount());
  }

  private static String older(Acting acting, AccountQuery query) {
    String worry = query.anyWorry() ? "any" : query.only().map(AccountQuery::word).orElse("");
    return "/admin/"
        + acting.slug()
        + "/accounts?q="
        + URLEncoder.encode(query.text(), StandardCharsets.UTF_8)
        + "&worry="
        + worry
        + "&sort="
        + AccountQuery.word(query.sort())
        + "&from="
        + (query.skip() + PAGE);
  }

  private static int place(String from) {
    try {
      return Integer.parseInt(from);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }

  private static AccountId account(String id) {
    try {
      return new AccountId(UUID.fromString(id));
    } catch (IllegalArgumentException none) {
      throw new NotFoundException(none);
    }
  }
}

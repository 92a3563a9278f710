package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.billing.Invoices.Invoice;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what a member wants to pay; an account, invoice or subscription of others is 404. */
@ApplicationScoped
class PayCases {
  private static final int MOST_LINES = 25;

  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Invoices invoices;
  private final Subscriptions subscriptions;
  private final Payments payments;
  private final Tenants tenants;

  PayCases(
      Publishers publishers,
      Places places,
      Accounts accounts,
      Invoices invoices,
      Subscriptions subscriptions,
      Payments payments,
      Tenants tenants) {
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.invoices = invoices;
    this.subscriptions = subscriptions;
    this.payments = payments;
    this.tenants = tenants;
  }

  Uni<PayCase> find(
      String publisher,
      @Nullable String tenant,
      @Nullable String invoice,
      @Nullable String subscription) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .map(account -> account.orElseThrow(NotFoundException::new))
                    .chain(account -> load(found, acting, account, invoice, subscription)));
  }

  private Uni<PayCase> load(
      Tenant publisher,
      Acting acting,
      Account account,
      @Nullable String invoice,
      @Nullable String subscription) {
    return Uni.combine()
        .all()
        .unis(
            invoice == null
                ? Uni.createFrom().item(Optional.<Invoice>empty())
                : invoices
                    .find(acting.tenant(), new InvoiceId(id(invoice)))
                    .map(it -> known(it.filter(row -> row.account().equals(account.id())))),
            subscription == null
                ? Uni.createFrom().item(Optional.<Subscribed>empty())
                : subscriptions
                    .find(acting, new SubscriptionId(id(subscription)))
                    .map(it -> known(it.filter(row -> row.account().equals(account.id())))),
            payments.of(acting.tenant(), account.id(), MOST_LINES),
            accounts.statement(acting.tenant(), account.id(), null, MOST_LINES),
            acting.may(Permission.PAY)
                ? Uni.createFrom().item(List.<Member>of())
                : tenants.whoMay(acting, Permission.PAY))
        .usingConcurrencyOf(1)
        .with(
            (bill, subscribed, paid, lines, payers) ->
                new PayCase(publisher, acting, account, bill, subscribed, paid, lines, payers));
  }

  private static <T> Optional<T> known(Optional<T> found) {
    if (found.isEmpty()) {
      throw new NotFoundException();
    }
    return found;
  }

  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}

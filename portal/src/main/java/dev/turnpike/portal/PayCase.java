package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.billing.Invoices.Invoice;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be paid, as things stand now, by somebody who may see it. */
record PayCase(
    Tenant publisher,
    Acting acting,
    Account account,
    Optional<Invoice> invoice,
    Optional<Subscribed> subscription,
    List<Payment> payments,
    List<Accounts.Line> lines,
    List<Member> payers) {

  String address() {
    if (invoice.isPresent()) {
      return Addresses.invoice(publisher.slug(), acting.slug(), invoice.get().id());
    }
    return subscription.isPresent()
        ? Addresses.firstPayment(publisher.slug(), acting.slug(), subscription.get().id())
        : Addresses.wallet(publisher.slug(), acting.slug());
  }

  Optional<Order.Purpose> purpose(@Nullable String amount) {
    if (invoice.isPresent()) {
      return invoice.map(it -> new Order.Bill(it.id()));
    }
    return subscription.isPresent()
        ? subscription.map(it -> new Order.First(it.id()))
        : Till.money(amount, account.available().currency())
            .map(money -> new Order.TopUp(account.id(), money));
  }

  boolean settled() {
    return invoice.map(it -> !it.state().equals("open")).orElse(false)
        || subscription
            .map(it -> !(it.state() instanceof SubscriptionState.AwaitingPayment))
            .orElse(false);
  }
}

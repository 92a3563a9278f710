package dev.turnpike.backend.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders and what becomes of them, on the cast's accounts. */
@QuarkusTest
class PaymentsTest {
  @Inject Payments payments;
  @Inject Accounts accounts;
  @Inject Invoices invoices;
  @Inject Snapshots snapshots;
  @Inject Demo demo;

  @Test
  void a_top_up_is_in_the_wallet_once_however_often_it_is_sent() {
    Accounts.Account before = account("globex");
    Order order = topUp(before, "10.00", "sbx_accepted", "the-same-form");
    Paid.Done first = assertInstanceOf(Paid.Done.class, pay("globex", order));
    Paid.Done second = assertInstanceOf(Paid.Done.class, pay("globex", order));
    assertEquals(first.payment().id(), second.payment().id());
    assertEquals(before.available().plus(Money.of("10.00", "USD")), account("globex").available());
  }

  @ParameterizedTest
  @CsvSource({"sbx_insufficient_funds, INSUFFICIENT_FUNDS", "sbx_expired_card, EXPIRED_CARD"})
  @Tag("R38")
  void a_declined_card_says_why_and_moves_no_money(String card, DeclineCode why) {
    Accounts.Account before = account("globex");
    Paid.Declined declined =
        assertInstanceOf(Paid.Declined.class, pay("globex", topUp(before, "5.00", card, null)));
    assertEquals(why, declined.payment().decline());
    assertEquals(before.available(), account("globex").available());
  }

  @Test
  void a_card_that_asks_is_paid_once_it_is_confirmed() {
    Accounts.Account before = account("globex");
    Paid.NeedsConfirmation asks =
        assertInstanceOf(
            Paid.NeedsConfirmation.class,
            pay("globex", topUp(before, "5.00", "sbx_confirm", null)));
    Payer payer = Payer.application(tenant("globex"));
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(Paid.Done.class, await(() -> payments.confirm(payer, asks.payment().id())));
    }
    assertEquals(before.available().plus(Money.of("5.00", "USD")), account("globex").available());
  }

  @Test
  void silence_is_pending_and_never_a_decline() {
    Accounts.Account before = account("globex");
    Paid.Pending pending =
        assertInstanceOf(
            Paid.Pending.class, pay("globex", topUp(before, "5.00", "sbx_silent", null)));
    assertEquals(Payment.State.PENDING, pending.payment().state());
    assertEquals(before.available(), account("globex").available());
  }

  @Test
  @Tag("R18")
  void a_processor_out_of_order_is_not_the_payers_fault() {
    assertInstanceOf(
        Paid.Outage.class, pay("globex", topUp(account("globex"), "5.00", "sbx_outage", null)));
  }

  @ParameterizedTest
  @CsvSource({"0.50", "10000.01", "1.005"})
  @Tag("R9")
  void an_amount_that_cannot_be_names_the_field(String amount) {
    Paid.Invalid invalid =
        assertInstanceOf(
            Paid.Invalid.class,
            pay("globex", topUp(account("globex"), amount, "sbx_accepted", null)));
    assertEquals("amount", invalid.field());
  }

  @Test
  void nobody_pays_from_another_tenants_account() {
    assertInstanceOf(
        Paid.Unknown.class, pay("initech", topUp(account("globex"), "5.00", "sbx_accepted", null)));
  }

  @Test
  void a_paid_invoice_is_paid_and_has_nothing_due() {
    Invoices.Invoice open = invoice();
    Order order = new Order(new Order.Bill(open.id()), "sbx_accepted", null, null);
    assertInstanceOf(Paid.Done.class, pay("initech", order));
    assertEquals("paid", invoice().state());
    assertInstanceOf(Paid.NothingDue.class, pay("initech", order));
  }

  private static Order topUp(Accounts.Account account, String amount, String card, String key) {
    return new Order(new Order.TopUp(account.id(), Money.of(amount, "USD")), card, key, null);
  }

  private Paid pay(String tenant, Order order) {
    Payer payer = Payer.application(tenant(tenant));
    return await(() -> payments.pay(payer, order));
  }

  private Invoices.Invoice invoice() {
    Accounts.Account initech = account("initech");
    return await(() -> invoices.of(initech.consumer(), initech.id(), 5)).getFirst();
  }

  private Accounts.Account account(String consumer) {
    TenantId buyer = tenant(consumer);
    TenantId acme = tenant("acme");
    return await(() -> accounts.between(buyer, acme)).orElseThrow();
  }

  private TenantId tenant(String slug) {
    if (slug.equals("acme")) {
      return snapshots.current().publisher(slug).id();
    }
    String key = demo.key(slug, "good");
    Credential.ApiKey parsed = (Credential.ApiKey) ApiKeys.parse(key);
    ApplicationId application = snapshots.current().key(parsed.id()).application();
    return snapshots.current().application(application).consumer();
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }
}

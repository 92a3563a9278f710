package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.Invoices;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders and what becomes of them, each on an account of its own. */
@QuarkusTest
class PaymentsTest {
  @Inject Payments payments;
  @Inject Accounts accounts;
  @Inject Invoices invoices;
  @Inject Shop shop;

  private Buyer globex;

  @BeforeEach
  void make(TestInfo test) {
    globex = shop.buyer("pays-" + Integer.toHexString(test.getDisplayName().hashCode()), "credits");
  }

  @Test
  void a_top_up_is_in_the_wallet_once_however_often_it_is_sent() {
    Accounts.Account before = account();
    Order order = topUp(before, "10.00", "sbx_accepted", "the-same-form");
    Paid.Done first = assertInstanceOf(Paid.Done.class, pay(globex, order));
    Paid.Done second = assertInstanceOf(Paid.Done.class, pay(globex, order));
    assertEquals(first.payment().id(), second.payment().id());
    assertEquals(before.available().plus(Money.of("10.00", "USD")), account().available());
  }

  @ParameterizedTest
  @CsvSource({"sbx_insufficient_funds, INSUFFICIENT_FUNDS", "sbx_expired_card, EXPIRED_CARD"})
  @Tag("R38")
  void a_declined_card_says_why_and_moves_no_money(String card, DeclineCode why) {
    Accounts.Account before = account();
    Paid.Declined declined =
        assertInstanceOf(Paid.Declined.class, pay(globex, topUp(before, "5.00", card, null)));
    assertEquals(why, declined.payment().decline());
    assertEquals(before.available(), account().available());
  }

  @Test
  void a_card_that_asks_is_paid_once_it_is_confirmed() {
    Accounts.Account before = account();
    Paid.NeedsConfirmation asks =
        assertInstanceOf(
            Paid.NeedsConfirmation.class, pay(globex, topUp(before, "5.00", "sbx_confirm", null)));
    Payer payer = Payer.application(globex.owner().tenant());
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(Paid.Done.class, await(() -> payments.confirm(payer, asks.payment().id())));
    }
    assertEquals(before.available().plus(Money.of("5.00", "USD")), account().available());
  }

  @Test
  void silence_is_pending_and_never_a_decline() {
    Accounts.Account before = account();
    Paid.Pending pending =
        assertInstanceOf(
            Paid.Pending.class, pay(globex, topUp(before, "5.00", "sbx_silent", null)));
    assertEquals(Payment.State.PENDING, pending.payment().state());
    assertEquals(before.available(), account().available());
  }

  @Test
  @Tag("R18")
  void a_processor_out_of_order_is_not_the_payers_fault() {
    assertInstanceOf(Paid.Outage.class, pay(globex, topUp(account(), "5.00", "sbx_outage", null)));
  }

  @ParameterizedTest
  @CsvSource({"0.50", "10000.01", "1.005"})
  @Tag("R9")
  void an_amount_that_cannot_be_names_the_field(String amount) {
    Paid.Invalid invalid =
        assertInstanceOf(
            Paid.Invalid.class, pay(globex, topUp(account(), amount, "sbx_accepted", null)));
    assertEquals("amount", invalid.field());
  }

  @Test
  void nobody_pays_from_another_tenants_account() {
    Buyer initech = shop.buyer("pays-for-another", "credits");
    assertInstanceOf(
        Paid.Unknown.class, pay(initech, topUp(account(), "5.00", "sbx_accepted", null)));
  }

  @Test
  void a_paid_invoice_is_paid_and_has_nothing_due() {
    InvoiceId open = shop.suspend(globex);
    Order order = new Order(new Order.Bill(open), "sbx_accepted", null, null);
    assertInstanceOf(Paid.Done.class, pay(globex, order));
    assertEquals("paid", invoice().state());
    assertInstanceOf(Paid.NothingDue.class, pay(globex, order));
  }

  private static Order topUp(Accounts.Account account, String amount, String card, String key) {
    return new Order(new Order.TopUp(account.id(), Money.of(amount, "USD")), card, key, null);
  }

  private Paid pay(Buyer buyer, Order order) {
    return await(() -> payments.pay(Payer.application(buyer.owner().tenant()), order));
  }

  private Invoices.Invoice invoice() {
    return await(() -> invoices.of(globex.owner().tenant(), globex.account().id(), 5)).getFirst();
  }

  private Accounts.Account account() {
    return await(() -> accounts.ofConsumer(globex.owner().tenant())).getFirst();
  }
}

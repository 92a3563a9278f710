package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.ledger.Adjustments;
import dev.turnpike.tenants.ledger.LedgerAnswer;
import dev.turnpike.tenants.ledger.LimitRaises;
import dev.turnpike.tenants.ledger.Overdrafts;
import dev.turnpike.tenants.ledger.Reconciliation;
import dev.turnpike.tenants.ledger.Reconciliations;
import dev.turnpike.tenants.ledger.Refunds;
import dev.turnpike.tenants.ledger.Statement;
import dev.turnpike.tenants.ledger.StatementCsv;
import dev.turnpike.tenants.ledger.Statements;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a publisher changes by hand, what it gives back, and whether the books still agree. */
@QuarkusTest
class CorrectionsTest {
  @Inject Cast cast;
  @Inject Books books;
  @Inject Shop shop;
  @Inject Adjustments adjustments;
  @Inject Refunds refunds;
  @Inject Overdrafts overdrafts;
  @Inject LimitRaises raises;
  @Inject Statements statements;
  @Inject Reconciliations reconciliations;

  private Books.Wallet wallet;
  private AccountId account;
  private Acting bella;
  private Acting adam;
  private Acting olga;

  @BeforeEach
  void make(TestInfo test) {
    String slug = "corr-" + Integer.toHexString(test.getDisplayName().hashCode());
    wallet = books.wallet(slug);
    account = new AccountId(wallet.account());
    bella = member(slug, "bella", "billing");
    adam = member(slug, "adam", "approver");
    olga = member(slug, "olga", "owner");
  }

  private Acting member(String slug, String name, String role) {
    return cast.acting(cast.member(wallet.publisher(), slug + "-" + name, role), slug + "-sells");
  }

  @Test
  void a_small_adjustment_is_posted_at_once_with_its_reason() {
    assertInstanceOf(LedgerAnswer.Posted.class, propose(bella, "100.00", "outage of 3 May"));
    assertEquals("100000000", posted());
    assertEquals("outage of 3 May", statement().lines().getFirst().memo());
    assertEquals("promo", statement().lots().getFirst().kind());
    books.agree(wallet, "after an adjustment");
  }

  @Test
  void a_large_one_waits_for_a_second_person_who_is_not_the_first() {
    LedgerAnswer.Waits waits =
        assertInstanceOf(LedgerAnswer.Waits.class, propose(olga, "100.01", "goodwill"));
    assertEquals("0", posted());
    assertInstanceOf(
        LedgerAnswer.OwnProposal.class, await(() -> adjustments.approve(olga, waits.id())));
    assertThrows(Forbidden.class, () -> await(() -> adjustments.approve(bella, waits.id())));

    assertInstanceOf(LedgerAnswer.Posted.class, await(() -> adjustments.approve(adam, waits.id())));

    assertEquals("100010000", posted());
    assertInstanceOf(
        LedgerAnswer.Conflict.class, await(() -> adjustments.approve(adam, waits.id())));
    assertEquals("100010000", posted(), "not twice");
    assertEquals(
        "2",
        cast.one(
            "select count(*) from audit where subject_id = ? and action like 'adjustment.%'",
            waits.id().toString()));
  }

  @Test
  void a_rejected_one_moves_nothing_and_a_reason_is_mandatory() {
    LedgerAnswer.Waits waits =
        assertInstanceOf(LedgerAnswer.Waits.class, propose(bella, "500", "typo"));
    assertInstanceOf(
        LedgerAnswer.Invalid.class, await(() -> adjustments.reject(adam, waits.id(), " ")));
    assertInstanceOf(
        LedgerAnswer.Rejected.class, await(() -> adjustments.reject(adam, waits.id(), "a typo")));
    assertEquals("0", posted());
    assertInstanceOf(LedgerAnswer.Invalid.class, propose(bella, "5", ""));
  }

  @Test
  void the_limit_is_the_tenants_own() {
    assertInstanceOf(LedgerAnswer.Posted.class, await(() -> adjustments.setLimit(olga, "1.00")));
    assertInstanceOf(LedgerAnswer.Waits.class, propose(bella, "-1.01", "wrongly given"));
    assertThrows(Forbidden.class, () -> await(() -> adjustments.setLimit(bella, "9999")));
  }

  @Test
  void a_debit_takes_no_more_than_is_there_and_not_held() {
    books.credit(wallet, 10_000_000, "paid", 50, null);
    cast.sql("update wallet set held = 4000000 where id = ?", wallet.id());
    assertInstanceOf(LedgerAnswer.Conflict.class, propose(bella, "-6.01", "wrongly given"));
    assertInstanceOf(LedgerAnswer.Posted.class, propose(bella, "-6", "wrongly given"));
    assertEquals("4000000", posted());
    books.agree(wallet, "after a debit");
  }

  @Test
  @Tag("R67")
  void a_refund_gives_back_what_remains_of_that_payment_and_no_more() {
    Buyer buyer = shop.buyer("refunded", "credits");
    UUID first = topUp(buyer, "10.00");
    UUID second = topUp(buyer, "20.00");
    Acting olivia = shop.member("olivia@acme.example", "acme");
    cast.sql(
        "select post_to_wallet(gen_random_uuid(), id, 'adjustment', 'used-' || id, '', -4000000,"
            + " 'revenue', now()) from wallet where account_id = ?",
        buyer.account().id().value());

    assertInstanceOf(
        LedgerAnswer.Conflict.class,
        await(() -> refunds.refund(olivia, first, "6.01", "more than is left")));
    assertInstanceOf(
        LedgerAnswer.Posted.class, await(() -> refunds.refund(olivia, first, "1.50", "partly")));
    assertInstanceOf(
        LedgerAnswer.Posted.class, await(() -> refunds.refund(olivia, first, null, "the rest")));
    assertInstanceOf(
        LedgerAnswer.Conflict.class, await(() -> refunds.refund(olivia, first, null, "again")));
    assertInstanceOf(
        LedgerAnswer.Posted.class, await(() -> refunds.refund(olivia, second, null, "all")));

    assertEquals(
        "4500000,1500000,20000000",
        cast.one(
            "select string_agg(amount::text, ',' order by payment_id, amount desc) from refund"
                + " where account_id = ?",
            buyer.account().id().value()));
    assertEquals(
        "0",
        cast.one("select posted from wallet where account_id = ?", buyer.account().id().value()));
    assertTrue(reconciled(olivia, buyer.account().id()).isRight());
    assertInstanceOf(
        LedgerAnswer.Unknown.class,
        await(() -> refunds.refund(buyer.owner(), second, null, "for myself")));
  }

  @Test
  @Tag("R67")
  void a_refund_that_the_processor_refuses_is_credit_again() {
    Buyer buyer = shop.buyer("refund-refused", "credits");
    UUID payment = topUp(buyer, "20.00");
    Acting olivia = shop.member("olivia@acme.example", "acme");

    assertInstanceOf(
        LedgerAnswer.Conflict.class, await(() -> refunds.refund(olivia, payment, "13.13", "try")));

    assertEquals(
        "20000000 20000000",
        cast.one(
            "select w.posted || ' ' || l.remaining from wallet w join credit_lot l on l.wallet_id ="
                + " w.id where account_id = ?",
            buyer.account().id().value()));
    assertTrue(reconciled(olivia, buyer.account().id()).isRight());
  }

  @Test
  @Tag("R73")
  void a_raised_overdraft_lets_the_next_call_pass_within_a_second() throws Exception {
    Buyer buyer = shop.buyer("overdrawn", "credits");
    Acting olivia = shop.member("olivia@acme.example", "acme");
    until(buyer, 402);

    assertInstanceOf(
        LedgerAnswer.Posted.class,
        await(() -> overdrafts.set(olivia, buyer.account().id(), "1.00", "asked by phone")));

    long start = System.nanoTime();
    until(buyer, 200);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis <= 1_000, "it took " + millis + " ms");
    assertEquals(
        "asked by phone",
        cast.one(
            "select facts ->> 'reason' from audit where action = 'overdraft.set' and subject_id = ?",
            buyer.account().id().toString()));
    Acting edda = shop.member("edda@acme.example", "acme");
    assertThrows(
        Forbidden.class,
        () -> await(() -> overdrafts.set(edda, buyer.account().id(), "9", "myself")));
  }

  @Test
  @Tag("R73")
  void a_raised_limit_of_the_plan_lets_the_next_call_pass_within_a_second() throws Exception {
    TenantId acme =
        new TenantId(UUID.fromString(cast.one("select id from tenant where slug = 'acme'")));
    cast.plan(
        acme,
        "weather",
        "tiny-raise",
        "{\"billing\":\"free\",\"currency\":\"USD\",\"limits\":[{\"name\":\"tiny\","
            + "\"kind\":\"allowance\",\"quantity\":2,\"window\":\"month\"}]}");
    Buyer buyer = shop.buyer("raised-limit", "tiny-raise");
    cast.sql("update plan set on_sale = false where slug = 'tiny-raise'");
    Acting olivia = shop.member("olivia@acme.example", "acme");
    until(buyer, 200);
    assertEquals(200, shop.call(Shop.FORECAST, buyer.key()).statusCode());
    until(buyer, 402);
    assertInstanceOf(
        LedgerAnswer.Invalid.class,
        await(
            () -> raises.set(olivia, buyer.subscription(), "tiny", 2, "no more than the plan's")));

    assertInstanceOf(
        LedgerAnswer.Posted.class,
        await(() -> raises.set(olivia, buyer.subscription(), "tiny", 1_000, "asked by mail")));

    long start = System.nanoTime();
    until(buyer, 200);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis <= 1_000, "it took " + millis + " ms");
    assertInstanceOf(
        LedgerAnswer.Posted.class, await(() -> raises.end(olivia, buyer.subscription(), "tiny")));
    until(buyer, 402);
  }

  private void until(Buyer buyer, int status) throws Exception {
    for (int i = 0; i < 100; i++) {
      if (shop.call(Shop.FORECAST, buyer.key()).statusCode() == status) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(status, shop.call(Shop.FORECAST, buyer.key()).statusCode());
  }

  @Test
  @Tag("R72")
  void damage_of_any_kind_shows_in_the_reconciliation() {
    books.credit(wallet, 5_000_000, "paid", 50, null);
    assertTrue(books.debit(wallet, 1_000_000));
    assertEquals(List.of(), reconciled(bella, account).differences());

    cast.sql("update wallet set posted = posted + 1 where id = ?", wallet.id());
    assertEquals(2, reconciled(bella, account).differences().size(), "ledger and lots");
    cast.sql("update wallet set posted = posted - 1 where id = ?", wallet.id());

    cast.sql("update credit_lot set remaining = remaining - 1 where wallet_id = ?", wallet.id());
    assertEquals(
        "balance and credit lots differ: 4.00 USD and 3.999999 USD",
        reconciled(bella, account).differences().getFirst());
    cast.sql("update credit_lot set remaining = remaining + 1 where wallet_id = ?", wallet.id());

    cast.sql(
        "insert into payment (id, publisher_id, consumer_id, account_id, purpose, amount, currency,"
            + " state, processor, created_at, changed_at) select gen_random_uuid(), publisher_id,"
            + " consumer_id, id, 'top-up', 7000000, 'USD', 'succeeded', 'sandbox', now(), now()"
            + " from account where id = ?",
        wallet.account());
    Reconciliation lost = reconciled(bella, account);
    assertFalse(lost.isRight());
    assertEquals(
        "credit and payments differ: 0.00 USD and 7.00 USD", lost.differences().getFirst());
    assertEquals(Money.of("4", "USD"), lost.available());
  }

  @Test
  @Tag("R60")
  @Tag("R72")
  void a_statement_can_be_added_up_by_hand() {
    books.credit(wallet, 5_000_000, "paid", 50, null);
    for (int i = 0; i < 5; i++) {
      assertTrue(books.debit(wallet, 100_000));
    }
    assertInstanceOf(LedgerAnswer.Posted.class, propose(bella, "1", "=SUM(A1)"));
    assertTrue(books.debit(wallet, 250_000));

    Statement found = statement();

    Money sum = found.opening();
    for (Statement.Line line : found.lines()) {
      sum = sum.plus(line.amount());
      assertEquals(sum, line.balance());
    }
    assertEquals(found.closing(), sum);
    assertEquals(Money.of("5.25", "USD"), found.closing());
    assertEquals(4, found.lines().size(), "usage is one line until something comes between");
    assertEquals(5, found.lines().get(1).postings());
    String csv = StatementCsv.of(found);
    assertTrue(csv.contains(",adjustment,'=SUM(A1),1.00,5.50,USD,1\r\n"), csv);
    assertTrue(csv.contains(",closing,,,5.25,USD,"), csv);

    Statement later =
        await(() -> statements.of(bella, account, today().plusDays(2), today().plusDays(3), 10))
            .orElseThrow();
    assertEquals(found.closing(), later.opening(), "one period opens where the other closed");
  }

  private LedgerAnswer propose(Acting who, String amount, String reason) {
    return await(
        () -> adjustments.propose(who, account, new Adjustments.Wish(amount, reason, true, null)));
  }

  private Statement statement() {
    return await(
            () ->
                statements.of(
                    bella, account, today().minusDays(1), today().plusDays(1), Statements.PAGE))
        .orElseThrow();
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
  }

  private Reconciliation reconciled(Acting who, AccountId id) {
    return await(() -> reconciliations.of(who, id)).orElseThrow();
  }

  private UUID topUp(Buyer buyer, String amount) {
    Paid paid = shop.pay(buyer, new Order.TopUp(buyer.account().id(), Money.of(amount, "USD")));
    return assertInstanceOf(Paid.Done.class, paid).payment().id();
  }

  private String posted() {
    return cast.one("select posted from wallet where id = ?", wallet.id());
  }
}

package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.notice.Mails;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.notice.Thresholds;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Half, four fifths, all: told once per period, by mail and in the portal. */
@QuarkusTest
@Tag("R83")
class ThresholdsTest {
  @Inject Shop shop;
  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Thresholds thresholds;
  @Inject Notices notices;
  @Inject Mails mails;
  @Inject MockMailbox mailbox;

  @Test
  void an_allowance_is_told_at_each_threshold_once_and_again_in_the_next_period() {
    Buyer buyer = shop.buyer("told-allowance", "free");
    use(buyer, 499);
    check(buyer);
    use(buyer, 500);
    check(buyer, "50 % used: App shop: monthly");
    use(buyer, 799);
    check(buyer, "50 % used: App shop: monthly");
    use(buyer, 1_000);
    check(buyer, "All used: App shop: monthly", "50 % used: App shop: monthly");
    cast.sql(
        "update counter set starts_at = starts_at - interval '1 month' where subscription_id = ?",
        buyer.subscription().value());
    cast.sql(
        "update notice set period = 'the month before' where tenant_id = ?",
        buyer.owner().tenant().value());
    use(buyer, 900);
    check(
        buyer,
        "80 % used: App shop: monthly",
        "All used: App shop: monthly",
        "50 % used: App shop: monthly");
  }

  @Test
  void credit_is_told_since_the_last_top_up() {
    Buyer buyer = shop.buyer("told-wallet", "credits");
    post(buyer, 10_000_000, "top-up", "cash");
    post(buyer, -4_900_000, "usage", "revenue");
    check(buyer);
    post(buyer, -100_000, "usage", "revenue");
    check(buyer, "50 % used: Credit");
    post(buyer, 1_000_000, "top-up", "cash");
    check(buyer, "50 % used: Credit");
    post(buyer, -6_000_000, "usage", "revenue");
    check(buyer, "All used: Credit", "50 % used: Credit");
  }

  @Test
  void a_letter_goes_to_each_who_may_pay_and_to_no_other() {
    Buyer buyer = shop.buyer("told-letters", "free");
    cast.member(buyer.owner().tenant(), "told-letters-dev", "developer");
    cast.member(buyer.owner().tenant(), "told-letters-money", "billing");
    use(buyer, 800);
    check(buyer, "80 % used: App shop: monthly");
    for (int i = 0; i < 2; i++) {
      await(() -> mails.send(buyer.owner().tenant()));
    }
    for (String who : List.of("told-letters", "told-letters-money")) {
      var letters = mailbox.getMailsSentTo(who + "@example.com");
      assertEquals(1, letters.size(), who);
      assertTrue(
          letters.getFirst().getText().contains("800 of 1,000 requests are used."),
          letters.getFirst().getText());
      assertTrue(letters.getFirst().getText().contains("/acme/home?tenant=told-letters"), who);
    }
    assertEquals(0, mailbox.getMailsSentTo("told-letters-dev@example.com").size());
    Notices.Told told = told(buyer).getFirst();
    assertEquals(2, told.mailed());
    assertEquals(2, told.mails());
  }

  private void use(Buyer buyer, long used) {
    cast.sql(
        "select set_config('app.tenant', ?, false), spend_counter(?, 'monthly',"
            + " date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', ?)",
        buyer.owner().tenant().toString(),
        buyer.subscription().value(),
        used);
  }

  private void post(Buyer buyer, long amount, String kind, String against) {
    cast.sql(
        "select post_to_wallet(?, w.id, ?, ?, '', ?, ?, now()) from wallet w where account_id = ?",
        ids.next(),
        kind,
        "test:" + ids.next(),
        amount,
        against,
        buyer.account().id().value());
  }

  private void check(Buyer buyer, String... titles) {
    for (int i = 0; i < 2; i++) {
      await(thresholds::look);
    }
    assertEquals(List.of(titles), told(buyer).stream().map(Notices.Told::title).toList());
  }

  private List<Notices.Told> told(Buyer buyer) {
    return await(() -> notices.ofAccount(buyer.owner().tenant(), buyer.account().id(), 10));
  }
}

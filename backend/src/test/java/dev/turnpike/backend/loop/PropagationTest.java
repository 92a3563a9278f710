package dev.turnpike.backend.loop;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the moment a change is answered for to the gateway's first call under it: a second at most.
 * Each key has called before, so nothing here is cold and everything could be stale.
 */
@QuarkusTest
class PropagationTest {
  private static final Logger LOG = Logger.getLogger(PropagationTest.class);
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BETWEEN_CALLS_MILLIS = 50;

  @Inject Shop shop;
  @Inject Approvals approvals;
  @Inject Hindrances hindrances;
  @Inject Keys keys;

  @Test
  @Tag("R187")
  @Tag("R189")
  @Tag("case-35")
  void an_approval_lets_the_waiting_key_through() throws Exception {
    Buyer buyer = shop.buyer("spread-approved", "partner");
    isRefused(buyer, 403, "SUBSCRIPTION_PENDING_APPROVAL");
    Acting anton = shop.member("anton@acme.example", "acme");

    assertInstanceOf(
        Outcome.Done.class, await(() -> approvals.approve(anton, buyer.subscription(), 0, "")));

    becomes(buyer, 200, "approval");
  }

  @Test
  @Tag("R4")
  @Tag("case-35")
  void a_block_shuts_the_subscription_out_and_its_end_lets_it_in() throws Exception {
    Buyer buyer = shop.buyer("spread-blocked", "free");
    becomes(buyer, 200, "free subscription");
    Acting olivia = shop.member("olivia@acme.example", "acme");

    assertInstanceOf(
        Outcome.Done.class,
        await(() -> hindrances.block(olivia, buyer.subscription(), "Too many complaints.")));
    becomes(buyer, 403, "block");
    isRefused(buyer, 403, "SUBSCRIPTION_BLOCKED");

    assertInstanceOf(
        Outcome.Done.class, await(() -> hindrances.unblock(olivia, buyer.subscription())));
    becomes(buyer, 200, "end of the block");
  }

  @Test
  @Tag("case-35")
  void a_revoked_key_is_shut_out() throws Exception {
    Buyer buyer = shop.buyer("spread-revoked", "free");
    becomes(buyer, 200, "free subscription");

    assertTrue(await(() -> keys.revoke(buyer.owner(), buyer.keyId())).isPresent());

    becomes(buyer, 401, "revocation");
    isRefused(buyer, 401, "CREDENTIAL_REVOKED");
  }

  @Test
  @Tag("R6")
  @Tag("R58")
  @Tag("R202")
  void credit_lets_the_same_call_through() throws Exception {
    Buyer buyer = shop.buyer("spread-topped-up", "credits");
    isRefused(buyer, 402, "INSUFFICIENT_CREDITS");

    shop.topUp(buyer, "5.00");

    becomes(buyer, 200, "top-up");
  }

  @Test
  @Tag("R58")
  @Tag("R201")
  @Tag("R202")
  @Tag("case-35")
  void suspension_shuts_out_and_the_invoice_paid_lets_in() throws Exception {
    Buyer buyer = shop.buyer("spread-overdue", "pro");
    isRefused(buyer, 402, "AWAITING_PAYMENT");
    assertInstanceOf(Paid.Done.class, shop.pay(buyer, new Order.First(buyer.subscription())));
    becomes(buyer, 200, "first payment");

    InvoiceId invoice = shop.suspend(buyer);
    becomes(buyer, 402, "suspension");
    isRefused(buyer, 402, "PAYMENT_OVERDUE");

    assertInstanceOf(Paid.Done.class, shop.pay(buyer, new Order.Bill(invoice)));
    becomes(buyer, 200, "invoice paid");
  }

  private void isRefused(Buyer buyer, int status, String code) throws Exception {
    HttpResponse<String> answer = shop.call(Shop.FORECAST, buyer.key());
    for (int i = 0; i < 20 && answer.body().contains("\"CREDENTIAL_INVALID\""); i++) {
      // The key itself is younger than a second.
      TimeUnit.MILLISECONDS.sleep(BETWEEN_CALLS_MILLIS);
      answer = shop.call(Shop.FORECAST, buyer.key());
    }
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
  }

  /** Calls until the status is there. The clock starts where the change was answered for. */
  private void becomes(Buyer buyer, int status, String change) throws Exception {
    long start = System.nanoTime();
    int calls = 1;
    HttpResponse<String> answer = shop.call(Shop.FORECAST, buyer.key());
    while (answer.statusCode() != status && System.nanoTime() - start < PATIENCE.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_CALLS_MILLIS);
      answer = shop.call(Shop.FORECAST, buyer.key());
      calls++;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(status, answer.statusCode(), answer.body());
    LOG.infof("%s: %d after %d ms, in call %d", change, status, took.toMillis(), calls);
    assertTrue(took.compareTo(BOUND) <= 0, change + " took " + took);
  }
}

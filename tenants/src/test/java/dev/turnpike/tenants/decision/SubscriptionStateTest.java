package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Standing.Ended;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each state of a subscription, and the lack of one, means for a call. */
class SubscriptionStateTest {
  private static final InvoiceId INVOICE = new InvoiceId(Cast.id("invoice"));
  private static final Money DUE = Money.of("20", "USD");

  @Test
  @Tag("R4")
  void undecided_and_forbidden_is_403_whatever_money_says() {
    check(new Standing.PendingApproval("2 of 3"), Code.SUBSCRIPTION_PENDING_APPROVAL);
    check(new Standing.Rejected("no contract"), Code.SUBSCRIPTION_REJECTED);
    check(new Standing.Blocked("abuse"), Code.SUBSCRIPTION_BLOCKED);
  }

  @Test
  @Tag("R188")
  void a_request_that_waits_for_its_requester_says_so() {
    Deny theirs = deny(c -> c.standing(new Standing.PendingApproval("2 of 3", true)));
    assertEquals("complete-request", theirs.remedies().getFirst().rel());
    assertTrue(theirs.detail().contains("step 2 of 3 waits for you"), theirs.detail());
    Deny others = deny(c -> c.standing(new Standing.PendingApproval("2 of 3")));
    assertEquals("view-request", Remedies.of(others).getFirst().rel());
  }

  @Test
  @Tag("R24")
  @Tag("R27")
  @Tag("R29")
  void each_unpaid_state_is_a_402_with_a_code_of_its_own() {
    check(new Standing.Paused(), Code.SUBSCRIPTION_PAUSED);
    check(new Standing.AwaitingPayment(DUE), Code.AWAITING_PAYMENT);
    check(new Standing.Suspended(INVOICE, DUE, "card_declined"), Code.PAYMENT_OVERDUE);
    check(new Standing.Ended(Ended.Reason.EXPIRED), Code.SUBSCRIPTION_EXPIRED);
    check(new Standing.Ended(Ended.Reason.CANCELED), Code.SUBSCRIPTION_CANCELED);
    check(new Standing.Ended(Ended.Reason.TRIAL_OVER), Code.TRIAL_ENDED);
  }

  @Test
  void grace_and_trial_pass_until_the_instant_they_end() {
    assertAllowed(c -> c.standing(new Standing.PastDue(Cast.NOW.plusMillis(1), INVOICE)));
    check(new Standing.PastDue(Cast.NOW, INVOICE), Code.PAYMENT_OVERDUE);
    assertAllowed(c -> c.standing(new Standing.Trialing(Cast.NOW.plusMillis(1))));
    check(new Standing.Trialing(Cast.NOW), Code.TRIAL_ENDED);
  }

  @Test
  @Tag("R51")
  void a_trial_with_a_card_on_file_goes_on_without_a_refusal() {
    assertAllowed(c -> c.standing(new Standing.Trialing(Cast.NOW, true)));
  }

  @Test
  @Tag("R76")
  @Tag("R77")
  void grace_and_trial_end_by_the_accounts_own_time() {
    Standing grace = new Standing.PastDue(Cast.NOW.plus(Duration.ofDays(5)), INVOICE);
    assertAllowed(c -> c.subscription = ahead(grace, Duration.ofDays(5).minusMillis(1)));
    check(c -> c.subscription = ahead(grace, Duration.ofDays(5)), Code.PAYMENT_OVERDUE);
    Standing trial = new Standing.Trialing(Cast.NOW.plus(Duration.ofDays(14)));
    check(c -> c.subscription = ahead(trial, Duration.ofDays(14)), Code.TRIAL_ENDED);
  }

  @Test
  @Tag("R54")
  void a_missing_and_an_expired_card_and_one_that_asks_have_codes_of_their_own() {
    check(new Standing.Suspended(INVOICE, DUE, "method_missing"), Code.PAYMENT_METHOD_REQUIRED);
    check(new Standing.Suspended(INVOICE, DUE, "method_expired"), Code.PAYMENT_METHOD_EXPIRED);
    check(new Standing.Suspended(INVOICE, DUE, "action_required"), Code.PAYMENT_ACTION_REQUIRED);
  }

  private static Subscription ahead(Standing standing, Duration ahead) {
    Subscription s = Cast.subscription(Cast.PRO, standing);
    return new Subscription(
        s.id(), s.product(), s.plan(), s.account(), s.wallet(), standing, s.zone(), ahead);
  }

  @Test
  @Tag("R27")
  @Tag("R38")
  void an_overdue_invoice_says_why_the_payment_failed() {
    Deny deny = deny(c -> c.standing(new Standing.Suspended(INVOICE, DUE, "card_declined")));
    assertEquals("card_declined", deny.payment().reason());
    assertEquals(INVOICE, deny.payment().invoice());
    assertTrue(
        deny.detail().startsWith("Payment failed for the last invoice (20.00 USD): card declined"),
        deny.detail());
  }

  @Test
  @Tag("R1")
  @Tag("R19")
  void without_a_subscription_only_a_paid_product_asks_for_money() {
    check(c -> c.subscription = null, Code.SUBSCRIPTION_REQUIRED);
    check(
        c -> {
          c.subscription = null;
          c.product = new Product(Cast.WEATHER, "weather", "Weather", List.of(Cast.FREE), null);
        },
        Code.NOT_SUBSCRIBED);
    check(
        c -> {
          c.subscription = null;
          c.api(api -> api.products());
        },
        Code.NOT_SUBSCRIBED);
  }

  @Test
  @Tag("R15")
  @Tag("R55")
  @Tag("R56")
  void an_operation_that_only_a_higher_plan_sells_asks_for_the_upgrade() {
    Consumer<Cast> report =
        c -> {
          c.subscription = Cast.subscription(Cast.FREE, new Standing.Active());
          c.method = "POST";
          c.path = "/v1/reports";
        };
    Deny deny = deny(report);
    assertEquals(Code.PLAN_UPGRADE_REQUIRED, deny.code());
    assertEquals("Upgrade to Pro", deny.remedies().getFirst().title());

    Plan free = Cast.plan("lite", 0, 0, Set.of("current"));
    check(
        report.andThen(
            c ->
                c.product =
                    new Product(
                        Cast.WEATHER, "weather", "Weather", List.of(Cast.FREE, free), null)),
        Code.FORBIDDEN);
  }

  @Test
  void of_several_products_one_that_admits_is_enough() {
    Consumer<Cast> two =
        c -> {
          c.api(api -> api.products(Cast.WEATHER, Cast.BUNDLE));
          c.otherProducts.put(
              Cast.BUNDLE, new Product(Cast.BUNDLE, "bundle", "Bundle", List.of(Cast.PRO), null));
          c.standing(new Standing.Rejected("no"));
        };
    Cast good = Cast.with(two.andThen(c -> bundle(c, new Standing.Active())));
    assertEquals(Cast.BUNDLE, assertInstanceOf(Allow.class, good.decide()).grant().product().id());

    // The refusal that came further is the one nearer to a way out.
    check(two.andThen(c -> bundle(c, new Standing.Paused())), Code.SUBSCRIPTION_PAUSED);
    check(two, Code.SUBSCRIPTION_REJECTED);
  }

  @Test
  void when_one_products_funds_are_short_the_next_one_is_tried() {
    Cast cast =
        Cast.with(
            c -> {
              c.api(api -> api.products(Cast.WEATHER, Cast.BUNDLE));
              c.otherProducts.put(
                  Cast.BUNDLE,
                  new Product(Cast.BUNDLE, "bundle", "Bundle", List.of(Cast.PRO), null));
              bundle(c, new Standing.Active());
            });
    Cast.Plenty rates = new Cast.Plenty();
    Admission admission = new Admission(rates);
    Grant next = admission.next(cast.grant(), new Trace(0)).orElseThrow();
    assertEquals(Cast.BUNDLE, next.product().id());
    assertEquals(1, rates.out);
    assertTrue(admission.next(next, new Trace(0)).isEmpty());
    admission.withdraw(next);
    assertEquals(0, rates.out);
  }

  private static void bundle(Cast cast, Standing standing) {
    cast.otherSubscriptions.put(Cast.BUNDLE, Cast.subscription(Cast.BUNDLE, Cast.PRO, standing));
  }

  private static void check(Standing standing, Code expected) {
    check(c -> c.standing(standing), expected);
  }

  private static void check(Consumer<Cast> change, Code expected) {
    assertEquals(expected, deny(change).code());
  }

  private static Deny deny(Consumer<Cast> change) {
    return assertInstanceOf(Deny.class, Cast.with(change).decide());
  }

  private static void assertAllowed(Consumer<Cast> change) {
    assertInstanceOf(Allow.class, Cast.with(change).decide());
  }
}

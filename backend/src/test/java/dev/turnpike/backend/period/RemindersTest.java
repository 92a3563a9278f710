package dev.turnpike.backend.period;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.period.Months.Held;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told while time passes, and when a failed charge is tried again. */
@QuarkusTest
class RemindersTest {
  @Inject Months months;
  @Inject Notices notices;
  @Inject Cast cast;

  @Test
  @Tag("R78")
  @Tag("R38")
  void grace_is_told_on_day_0_half_way_on_the_last_day_at_suspension_and_at_recovery() {
    Held held = months.pays("reminded", "monthly", "sbx_declined_at_renewal");
    Instant end = months.now(held).course().term().endsAt();
    months.to(held, end.plusSeconds(60));
    check(held, "payment-failed", "renewal");
    Notices.Told first = told(held).getFirst();
    assertTrue(first.body().contains("The card's bank refused without a reason"), first.body());
    assertTrue(first.body().contains("It is tried again on"), first.body());
    assertTrue(first.path().contains("&invoice="), first.path());
    months.to(held, end.plus(Duration.ofHours(59)));
    check(held, "payment-failed", "renewal");
    months.to(held, end.plus(Duration.ofHours(61)));
    check(held, "grace-half", "payment-failed", "renewal");
    months.to(held, end.plus(Duration.ofHours(97)));
    check(held, "grace-last", "grace-half", "payment-failed", "renewal");
    assertTrue(told(held).getFirst().title().startsWith("Access stops on "));
    months.to(held, end.plus(Duration.ofHours(121)));
    check(held, "suspended", "grace-last", "grace-half", "payment-failed", "renewal");
    InvoiceId invoice = ((Suspended) months.now(held).state()).invoice();
    assertInstanceOf(Paid.Done.class, months.pay(held, new Order.Bill(invoice), "sbx_accepted"));
    months.forward(held, Duration.ofMinutes(1));
    check(held, "recovered", "suspended", "grace-last", "grace-half", "payment-failed", "renewal");
    assertEquals(1, told(held).getFirst().mails());
  }

  @ParameterizedTest
  @CsvSource({
    "sbx_declined_at_renewal, soft, 5",
    "sbx_expires_soon, method, 0",
  })
  void a_charge_is_tried_again_on_day_1_3_5_and_7_or_never_by_what_kind_of_no_it_was(
      String card, String kind, int attempts) {
    Held held = months.pays("dunned-" + kind, "monthly", card);
    months.forward(held, Duration.ofDays(60));
    UUID invoice = ((Suspended) months.now(held).state()).invoice().value();
    assertEquals(kind, cast.one("select class from dunning where invoice_id = ?", invoice));
    assertEquals(null, cast.one("select next_at from dunning where invoice_id = ?", invoice));
    assertEquals(
        attempts, months.count("payment where invoice_id = ? and state = 'declined'", invoice));
    assertEquals(
        Math.max(1, attempts),
        Integer.parseInt(cast.one("select attempts from dunning where invoice_id = ?", invoice)));
  }

  @Test
  @Tag("R83")
  void a_renewal_and_the_end_of_a_trial_are_told_three_days_before() {
    Held renews = months.pays("told-renewal", "monthly", "sbx_accepted");
    Instant end = months.now(renews).course().term().endsAt();
    months.to(renews, end.minus(Duration.ofHours(73)));
    check(renews);
    months.to(renews, end.minus(Duration.ofHours(71)));
    check(renews, "renewal");
    assertTrue(told(renews).getFirst().body().contains("49.00 USD"));
    months.forward(renews, Duration.ofDays(31));
    check(renews, "renewal", "renewal");

    Held tries = months.asks("told-trial", "trial");
    Instant over = ((Trialing) months.now(tries).state()).until();
    months.to(tries, over.minus(Duration.ofHours(71)));
    check(tries, "trial-ends");
  }

  private void check(Held held, String... kinds) {
    assertEquals(List.of(kinds), told(held).stream().map(Notices.Told::kind).toList());
  }

  private List<Notices.Told> told(Held held) {
    return await(() -> notices.ofAccount(held.tenant(), held.account(), 20));
  }
}

package dev.turnpike.backend.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.period.Months.Held;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Reason;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import dev.turnpike.tenants.subscription.Term;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A subscription's months, seen from a clock that is moved. */
@QuarkusTest
class PeriodsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Months months;
  @Inject Cast cast;

  @Test
  @Tag("R51")
  void a_trial_ends_without_a_card_and_goes_on_with_one() {
    Held without = months.asks("trial-without", "trial");
    Trialing trial = assertInstanceOf(Trialing.class, state(without));
    months.to(without, trial.until().minusSeconds(60));
    assertInstanceOf(Trialing.class, state(without));
    months.to(without, trial.until());
    assertEquals(new Ended(Reason.TRIAL_OVER), state(without));

    Held with = months.asks("trial-with", "trial");
    months.card(with, "sbx_accepted");
    Instant over = ((Trialing) state(with)).until();
    months.to(with, over.plus(DAY));
    assertEquals(new Active(over, null), state(with));
    assertEquals(over, term(with).startsAt());
    assertEquals("paid", invoice(with, "state"));
    assertEquals("49000000", invoice(with, "total"));
  }

  @Test
  @Tag("R51")
  void a_trial_is_had_once() {
    Held held = months.asks("trial-twice", "trial");
    months.to(held, ((Trialing) state(held)).until());
    assertInstanceOf(Ended.class, state(held));
    Held again = months.asksAgain(held, "trial");
    assertInstanceOf(
        dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment.class, state(again));
  }

  @Test
  @Tag("R59")
  void each_month_is_billed_once_and_charged_to_the_card_that_paid_first() {
    Held held = months.pays("renews", "monthly", "sbx_accepted");
    Term first = term(held);
    months.to(held, first.endsAt());
    assertEquals(first.endsAt(), term(held).startsAt());
    assertEquals(2, term(held).number());
    assertEquals(2, paidInvoices(held));
    months.forward(held, Duration.ofDays(95));
    assertEquals(5, term(held).number());
    assertEquals(5, paidInvoices(held));
    assertEquals(5, months.count("invoice where subscription_id = ?", held.id().value()));
    assertInstanceOf(Active.class, state(held));
  }

  @Test
  @Tag("R50")
  @Tag("R76")
  @Tag("R77")
  @Tag("R58")
  void a_failed_renewal_has_grace_then_suspends_and_paying_restores() {
    Held held = months.pays("grace", "monthly", "sbx_declined_at_renewal");
    Instant end = term(held).endsAt();
    months.to(held, end);
    PastDue pastDue = assertInstanceOf(PastDue.class, state(held));
    assertEquals(end.plus(Duration.ofDays(5)), pastDue.graceUntil());
    months.to(held, pastDue.graceUntil().minusSeconds(60));
    assertInstanceOf(PastDue.class, state(held));
    months.to(held, pastDue.graceUntil());
    Suspended suspended = assertInstanceOf(Suspended.class, state(held));
    assertEquals("card_declined", suspended.decline());
    assertEquals("49.00 USD", suspended.due().toString());

    Paid paid = months.pay(held, new Order.Bill(suspended.invoice()), "sbx_accepted");
    assertInstanceOf(Paid.Done.class, paid);
    assertInstanceOf(Active.class, state(held));
    assertEquals(end, term(held).startsAt());
    months.to(held, term(held).endsAt());
    assertInstanceOf(Active.class, state(held));
    assertEquals(3, paidInvoices(held));
  }

  @Test
  void a_month_in_which_all_was_refused_is_not_sold() {
    Held held = months.pays("late", "monthly", "sbx_declined_at_renewal");
    months.forward(held, Duration.ofDays(100));
    Suspended suspended = assertInstanceOf(Suspended.class, state(held));
    assertEquals(2, months.count("invoice where subscription_id = ?", held.id().value()));
    months.pay(held, new Order.Bill(suspended.invoice()), "sbx_accepted");
    assertTrue(term(held).endsAt().isAfter(months.time(held).plus(Duration.ofDays(27))));
  }

  @Test
  @Tag("R77")
  void without_grace_a_failed_renewal_suspends_at_once() {
    Held held = months.pays("strict", "strict", "sbx_declined_at_renewal");
    months.to(held, term(held).endsAt());
    assertInstanceOf(Suspended.class, state(held));
  }

  @Test
  @Tag("R54")
  void a_missing_and_an_expired_card_are_told_apart() {
    Held expires = months.pays("card-expires", "monthly", "sbx_expires_soon");
    months.forward(expires, Duration.ofDays(45));
    assertEquals("method_expired", ((Suspended) state(expires)).decline());

    Held missing = months.pays("card-missing", "monthly", "sbx_accepted");
    cast.sql("delete from payment_method where account_id = ?", missing.account().value());
    months.forward(missing, Duration.ofDays(45));
    assertEquals("method_missing", ((Suspended) state(missing)).decline());

    months.card(missing, "sbx_accepted");
    assertInstanceOf(Active.class, state(missing));
    months.card(expires, "sbx_accepted");
    assertInstanceOf(Active.class, state(expires));
  }

  @Test
  @Tag("R45")
  void a_subscription_knows_its_start_and_its_end() {
    Held held = months.pays("dates", "monthly", "sbx_accepted");
    Subscribed now = months.now(held);
    assertNotNull(now.course().startedAt());
    assertNull(now.course().endedAt());
  }

  private dev.turnpike.tenants.subscription.SubscriptionState state(Held held) {
    return months.now(held).state();
  }

  private Term term(Held held) {
    return months.now(held).course().term();
  }

  private String invoice(Held held, String column) {
    return cast.one(
        "select " + column + " from invoice where subscription_id = ? order by id desc limit 1",
        held.id().value());
  }

  private long paidInvoices(Held held) {
    return months.count("invoice where subscription_id = ? and state = 'paid'", held.id().value());
  }
}

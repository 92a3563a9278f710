package dev.turnpike.backend.period;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.period.Months.Held;
import dev.turnpike.tenants.due.Rounds;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was due while nobody worked, and what goes wrong. */
@QuarkusTest
class CatchUpTest {
  @Inject Months months;
  @Inject Rounds rounds;
  @Inject Cast cast;
  @Inject Ids ids;

  @Test
  void months_that_were_missed_follow_each_other_each_with_its_invoice() throws Exception {
    Held held = months.pays("slept", "monthly", "sbx_accepted");
    sleptFor(held, 100);
    until(held, 4);
    assertInstanceOf(Active.class, months.now(held).state());
    assertEquals(4, paid(held));
    assertEquals(
        "t",
        cast.one(
            "select bool_and(period_start = before) from (select period_start,"
                + " lag(period_end) over (order by id) as before,"
                + " row_number() over (order by id) as n"
                + " from invoice where subscription_id = ?) i where n > 2",
            held.id().value()));
  }

  @Test
  @Tag("R76")
  void nobodys_grace_is_over_before_it_was_told() throws Exception {
    Held held = months.pays("slept-grace", "monthly", "sbx_declined_at_renewal");
    sleptFor(held, 60);
    Instant now = months.time(held);
    for (int i = 0; i < 100 && !(months.now(held).state() instanceof PastDue); i++) {
      await(() -> rounds.catchUp(held.tenant(), held.account()));
      TimeUnit.MILLISECONDS.sleep(50);
    }
    PastDue pastDue = assertInstanceOf(PastDue.class, months.now(held).state());
    assertTrue(pastDue.graceUntil().isAfter(now.plus(Duration.ofDays(4))));
  }

  @Test
  void what_fails_is_put_off_and_keeps_nobody_waiting() {
    Held held = months.pays("put-off", "monthly", "sbx_accepted");
    Object subject = ids.next();
    cast.sql(
        "insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)"
            + " select 'unheard-of', ?, id, publisher_id, consumer_id, now() - interval '1 day'"
            + " from account where id = ?",
        subject,
        held.account().value());
    months.to(held, months.now(held).course().term().endsAt());
    assertEquals(2, months.now(held).course().term().number());
    assertNotNull(cast.one("select trouble from due where subject = ?", subject));
    assertEquals("1", cast.one("select attempts from due where subject = ?", subject));
    assertEquals("t", cast.one("select not_before > now() from due where subject = ?", subject));
  }

  @Test
  void silence_of_the_processor_is_no_decline_and_is_asked_again_for_the_same_payment() {
    Held held = months.pays("silent", "monthly", "sbx_accepted");
    months.card(held, "sbx_silent");
    var moved = months.to(held, months.now(held).course().term().endsAt());
    assertEquals(1, moved.round().troubles().size());
    assertInstanceOf(Active.class, months.now(held).state());
    cast.sql(
        "update due set not_before = null where account_id = ? and kind = 'charge'",
        held.account().value());
    await(() -> rounds.catchUp(held.tenant(), held.account()));
    assertEquals(
        1,
        months.count("payment where subscription_id = ? and state = 'pending'", held.id().value()));
  }

  /** As if the first payment had been so long ago and no node had run since. */
  private void sleptFor(Held held, int days) {
    String then = "anchor_at - " + days + " * interval '1 day'";
    cast.sql(
        "update subscription set anchor_at = "
            + then
            + ", period_starts_at = "
            + then
            + ", period_ends_at = "
            + then
            + " + interval '1 month' where id = ?",
        held.id().value());
    cast.sql(
        "update due set due_at = s.period_ends_at from subscription s"
            + " where s.id = due.subject and due.subject = ?",
        held.id().value());
  }

  private void until(Held held, int number) throws Exception {
    for (int i = 0; i < 100 && months.now(held).course().term().number() < number; i++) {
      await(() -> rounds.catchUp(held.tenant(), held.account()));
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(number, months.now(held).course().term().number());
    for (int i = 0; i < 100 && paid(held) < number; i++) {
      await(() -> rounds.catchUp(held.tenant(), held.account()));
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private long paid(Held held) {
    return months.count("invoice where subscription_id = ? and state = 'paid'", held.id().value());
  }
}

package dev.turnpike.backend.period;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.period.Months.Held;
import dev.turnpike.tenants.due.Rounds;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Term;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * I13: moving the clock over a boundary never yields two states. However the same months are cut
 * into jumps, and however many schedulers do rounds meanwhile, the states, the invoices and the
 * payments are those of one long jump. 110 days are three months and no boundary of a fourth.
 */
@QuarkusTest
class ClockPropertyTest {
  private static final Logger LOG = Logger.getLogger(ClockPropertyTest.class);
  private static final Duration WAY = Duration.ofDays(110);
  private static final int SEEDS = Integer.getInteger("turnpike.seeds", 6);
  private static final List<String> CARDS =
      List.of("sbx_accepted", "sbx_declined_at_renewal", "sbx_expires_soon");

  @Inject Months months;
  @Inject Rounds rounds;
  @Inject Cast cast;

  @Test
  @Tag("I13")
  void jumps_of_any_size_and_schedulers_beside_them_end_where_one_jump_does() throws Exception {
    long seed = System.nanoTime();
    for (int i = 0; i < SEEDS; i++) {
      walk(seed + i);
    }
  }

  private void walk(long seed) throws Exception {
    Random random = new Random(seed);
    String card = CARDS.get(random.nextInt(CARDS.size()));
    String name = "jumps-" + Long.toHexString(seed);
    Held once = months.pays(name + "-a", "monthly", card);
    Held often = months.pays(name + "-b", "monthly", card);
    months.forward(once, WAY);

    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(2);
    ExecutorService others = Executors.newFixedThreadPool(2);
    List<Future<Integer>> schedulers = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        schedulers.add(
            others.submit(
                () -> {
                  started.countDown();
                  int tours = 0;
                  while (!over.get()) {
                    await(() -> rounds.catchUp(often.tenant(), often.account()));
                    tours++;
                    TimeUnit.MILLISECONDS.sleep(5);
                  }
                  return tours;
                }));
      }
      assertTrue(started.await(10, TimeUnit.SECONDS));
      Instant start = term(often).anchor();
      Instant target = start.plus(WAY);
      Instant at = months.time(often);
      while (at.isBefore(target)) {
        Instant next = at.plus(Duration.ofMinutes(1 + random.nextInt(40 * 24 * 60)));
        months.to(often, next.isBefore(target) ? next : target);
        at = next;
        oneState(often, "seed " + seed);
      }
    } finally {
      over.set(true);
      for (Future<Integer> scheduler : schedulers) {
        LOG.infof("seed %d, %s: a scheduler did %d rounds beside", seed, card, scheduler.get());
      }
      others.shutdown();
    }
    same(once, often, "seed " + seed + " with " + card);
  }

  /**
   * No boundary was taken twice: one invoice a period, one charge an invoice, one due row at most.
   */
  private void oneState(Held held, String seed) {
    Object id = held.id().value();
    assertEquals(
        0,
        months.count(
            "(select 1 from invoice where subscription_id = ? group by period_start"
                + " having count(*) > 1) twice",
            id),
        seed);
    assertEquals(
        0,
        months.count(
            "(select 1 from payment where subscription_id = ? and state = 'succeeded'"
                + " and invoice_id is not null group by invoice_id having count(*) > 1) twice",
            id),
        seed);
    assertTrue(months.count("due where subject = ? and kind = 'subscription'", id) <= 1, seed);
  }

  private void same(Held once, Held often, String seed) {
    assertEquals(name(once), name(often), seed);
    assertEquals(story(once), story(often), seed);
    for (String table : List.of("invoice", "payment")) {
      assertEquals(
          cast.one(rows(table), once.id().value()),
          cast.one(rows(table), often.id().value()),
          seed + ": " + table);
    }
    assertEquals(term(once).number(), term(often).number(), seed);
  }

  private static String rows(String table) {
    return "select string_agg(state || ' ' || "
        + (table.equals("invoice") ? "total" : "amount")
        + ", ', ' order by id) from "
        + table
        + " where subscription_id = ?";
  }

  private String name(Held held) {
    SubscriptionState state = months.now(held).state();
    return state.getClass().getSimpleName();
  }

  /** The audit tells the same moves in the same order. */
  private String story(Held held) {
    return cast.one(
        "select string_agg(action || ' ' || (facts ->> 'to'), ', ' order by id) from audit"
            + " where subject_id = ?",
        held.id().toString());
  }

  private Term term(Held held) {
    Term term = months.now(held).course().term();
    if (term == null) {
      throw new IllegalStateException("no period");
    }
    return term;
  }
}

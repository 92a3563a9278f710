package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.budget.BudgetAnswer;
import dev.turnpike.tenants.budget.BudgetRequests;
import dev.turnpike.tenants.budget.BudgetTerms;
import dev.turnpike.tenants.budget.Budgets;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.budget.Teams;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer's own budgets, through the real gateway: each forecast costs 0.01 USD. */
@QuarkusTest
@Tag("R70")
class BudgetTest {
  private static final int SEEDS = Integer.getInteger("turnpike.seeds", 3);
  private static final int CALLS = 60;
  private static final int THREADS = 16;

  @Inject Cast cast;
  @Inject Shop shop;
  @Inject Budgets budgets;
  @Inject BudgetRequests requests;
  @Inject Teams teams;

  @Test
  @Tag("I8")
  @Tag("R81")
  void a_teams_quarter_is_spent_so_the_good_key_is_402_until_the_owner_says_yes() throws Exception {
    Buyer buyer = funded("quarter-spent");
    Acting dora = developer(buyer, "quarter-spent");
    UUID id = team(buyer, "0.03");
    serves(buyer, 3);

    HttpResponse<String> refused = becomes(buyer, 402);

    assertTrue(refused.body().contains("\"code\":\"BUDGET_EXHAUSTED\""), refused.body());
    assertTrue(refused.body().contains("\"rel\":\"request-increase\""), refused.body());
    assertFalse(refused.body().contains("lab rats"), "the publisher's log has no name");
    assertFalse(refused.body().contains("0.03"), "and no amount");

    UUID wish =
        assertInstanceOf(
                BudgetAnswer.Done.class,
                await(() -> requests.ask(dora, id, buyer.application(), "0.05", "a demo")))
            .id();
    assertInstanceOf(
        BudgetAnswer.Conflict.class,
        await(() -> requests.ask(dora, id, buyer.application(), "9", "and again")));
    assertInstanceOf(BudgetAnswer.NotTheOwner.class, await(() -> requests.approve(dora, wish, "")));
    assertEquals(402, shop.call(Shop.FORECAST, buyer.key()).statusCode());

    assertInstanceOf(
        BudgetAnswer.Done.class, await(() -> requests.approve(buyer.owner(), wish, "")));

    long start = System.nanoTime();
    becomes(buyer, 200);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis <= 1_000, "it took " + millis + " ms");
    assertInstanceOf(
        BudgetAnswer.Conflict.class, await(() -> requests.refuse(buyer.owner(), wish, "too late")));
  }

  @Test
  void nobody_decides_their_own_request_while_there_is_somebody_else() {
    Buyer buyer = funded("own-request");
    UUID id = team(buyer, "1.00");
    UUID wish =
        assertInstanceOf(
                BudgetAnswer.Done.class,
                await(() -> requests.ask(buyer.owner(), id, buyer.application(), "2", "more")))
            .id();
    developer(buyer, "own-request");
    assertInstanceOf(
        BudgetAnswer.OwnRequest.class, await(() -> requests.approve(buyer.owner(), wish, "")));
    assertEquals(Money.of("1", "USD"), spending(buyer, id).budget().amount());
  }

  @Test
  @Tag("R80")
  @Tag("R82")
  void a_soft_budget_counts_and_never_refuses() throws Exception {
    Buyer buyer = funded("softly");
    UUID id = done(await(() -> budgets.create(buyer.owner(), terms("tenant", "", "0.02", false))));
    shows();
    serves(buyer, 5);
    until(() -> spending(buyer, id).used().equals(Money.of("0.05", "USD")));
    assertTrue(spending(buyer, id).isUsedUp());
  }

  @Test
  void a_lowered_budget_refuses_and_a_removed_one_does_not() throws Exception {
    Buyer buyer = funded("lowered");
    UUID id = done(await(() -> budgets.create(buyer.owner(), terms("tenant", "", "1.00", true))));
    shows();
    serves(buyer, 2);
    assertInstanceOf(
        BudgetAnswer.Done.class,
        await(() -> budgets.change(buyer.owner(), id, terms("tenant", "", "0.01", true), null)));
    becomes(buyer, 402);
    assertInstanceOf(BudgetAnswer.Done.class, await(() -> budgets.remove(buyer.owner(), id)));
    becomes(buyer, 200);
  }

  /** I8: for every ancestor used + held ≤ amount, at each moment and with calls at once. */
  @Test
  @Tag("R67")
  void no_hard_budget_above_a_call_is_ever_exceeded() throws Exception {
    for (int seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      Buyer buyer = funded("tree-" + seed);
      List<UUID> tree = new ArrayList<>();
      tree.add(team(buyer, cents(random)));
      for (String scope : List.of("tenant", "application", "key")) {
        String subject =
            switch (scope) {
              case "application" -> "shop";
              case "key" -> buyer.keyId();
              default -> "";
            };
        String amount = cents(random);
        tree.add(
            done(await(() -> budgets.create(buyer.owner(), terms(scope, subject, amount, true)))));
      }
      shows();
      AtomicBoolean running = new AtomicBoolean(true);
      int served = 0;
      try (ExecutorService callers = Executors.newFixedThreadPool(THREADS + 1)) {
        Future<?> watching =
            callers.submit(
                () -> {
                  while (running.get()) {
                    notExceeded(buyer, "meanwhile");
                  }
                });
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
          calls.add(callers.submit(() -> shop.call(Shop.FORECAST, buyer.key()).statusCode()));
        }
        for (Future<Integer> call : calls) {
          served += call.get(60, TimeUnit.SECONDS) == 200 ? 1 : 0;
        }
        running.set(false);
        watching.get(10, TimeUnit.SECONDS);
      }
      Money cost = new Money(served * 10_000L, Money.of("0", "USD").currency());
      long least = Long.MAX_VALUE;
      for (UUID id : tree) {
        until(() -> spending(buyer, id).used().equals(cost));
        assertEquals(cost, spending(buyer, id).used(), "seed " + seed);
        least = Math.min(least, spending(buyer, id).budget().amount().micros());
      }
      assertTrue(cost.micros() <= least, "seed " + seed + ": " + cost + " of " + least);
      notExceeded(buyer, "seed " + seed);
    }
  }

  private static String cents(Random random) {
    return "0." + (10 + random.nextInt(40));
  }

  private void notExceeded(Buyer buyer, String when) {
    assertEquals(
        null,
        cast.one(
            "select b.scope || ' ' || u.used || ' + ' || u.held || ' of ' || b.amount from budget b"
                + " join budget_use u on u.budget_id = b.id where b.hard and b.tenant_id = ? and"
                + " u.used + u.held > b.amount limit 1",
            buyer.owner().tenant().value()),
        when);
  }

  private Buyer funded(String slug) {
    Buyer buyer = shop.buyer("budget-" + slug, "credits");
    shop.topUp(buyer, "20.00");
    return buyer;
  }

  private Acting developer(Buyer buyer, String slug) {
    String email = cast.member(buyer.owner().tenant(), "dora-" + slug, "developer");
    return cast.acting(email, buyer.owner().slug());
  }

  /** A team of the buyer's application with a budget each quarter. */
  private UUID team(Buyer buyer, String amount) {
    done(await(() -> teams.create(buyer.owner(), "lab", "Laboratory")));
    done(await(() -> teams.place(buyer.owner(), buyer.application(), "lab")));
    UUID id = done(await(() -> budgets.create(buyer.owner(), terms("team", "lab", amount, true))));
    try {
      shows();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }

  private static BudgetTerms terms(String scope, String subject, String amount, boolean hard) {
    return new BudgetTerms(
        scope, subject, "lab rats", amount, "USD", "quarter", null, "Europe/Berlin", hard, null);
  }

  private static UUID done(BudgetAnswer answer) {
    return assertInstanceOf(BudgetAnswer.Done.class, answer).id();
  }

  private Spending spending(Buyer buyer, UUID id) {
    return await(() -> budgets.find(buyer.owner(), id)).orElseThrow();
  }

  /** Every node knows a change after a second; these tests are about what happens then. */
  private static void shows() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1_000);
  }

  private void serves(Buyer buyer, int calls) throws Exception {
    for (int i = 0; i < calls; i++) {
      HttpResponse<String> answer = shop.call(Shop.FORECAST, buyer.key());
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }

  private HttpResponse<String> becomes(Buyer buyer, int status) throws Exception {
    HttpResponse<String> answer = shop.call(Shop.FORECAST, buyer.key());
    for (int i = 0; i < 100 && answer.statusCode() != status; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      answer = shop.call(Shop.FORECAST, buyer.key());
    }
    assertEquals(status, answer.statusCode(), answer.body());
    return answer;
  }

  private static void until(BooleanSupplier there) throws InterruptedException {
    for (int i = 0; i < 200 && !there.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(25);
    }
    assertTrue(there.getAsBoolean());
  }
}

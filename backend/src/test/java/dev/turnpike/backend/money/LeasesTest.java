package dev.turnpike.backend.money;

import static dev.turnpike.backend.money.LeasedWallet.PRICE;
import static dev.turnpike.backend.money.LeasedWallet.await;
import static dev.turnpike.backend.money.LeasedWallet.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.lease.LeaseBook;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Leases.Held;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Prices;
import dev.turnpike.tenants.snapshot.Unit;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leases against the real PostgreSQL, with several nodes, crashes and repeated messages. The number
 * of random histories is {@code -Dturnpike.seeds}; a failure names its seed, {@code
 * -Dturnpike.seed} runs that one alone.
 */
@QuarkusTest
class LeasesTest {
  private static final int NODES = 3;
  private static final int STEPS = 120;

  @Inject Vertx vertx;

  @Inject
  @ReactiveDataSource("gate")
  Pool pool;

  @Inject Cast cast;
  @Inject Shop shop;
  @TempDir Path home;

  /** One random history and the model of what must have happened. */
  private final class History {
    private final Random random;
    private final LeasedWallet world;
    private final LeaseBook[] nodes = new LeaseBook[NODES];
    private final List<List<Held>> inFlight = new ArrayList<>();
    private final Map<UUID, Long> settled = new HashMap<>();
    private final List<Path> copies = new ArrayList<>();
    private long credit;
    private final long limit;

    History(long seed) {
      random = new Random(seed);
      limit = random.nextBoolean() ? 40 : 1_000_000;
      world =
          new LeasedWallet(
              vertx,
              pool,
              cast,
              shop,
              "leases-" + Long.toHexString(seed) + "-" + Long.toHexString(System.nanoTime()),
              home.resolve("seed-" + seed),
              List.of(new Limit("monthly", Limit.Kind.ALLOWANCE, limit, Limit.Window.MONTH)));
      if (random.nextBoolean()) {
        world.budget(PRICE * 60);
      }
      for (int i = 0; i < NODES; i++) {
        nodes[i] = world.start(i);
        inFlight.add(new ArrayList<>());
      }
    }

    void run() throws Exception {
      topUp(5 + random.nextInt(60));
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      finish();
    }

    private void step() throws Exception {
      int node = random.nextInt(NODES);
      int dice = random.nextInt(100);
      if (dice < 55) {
        call(node);
      } else if (dice < 82) {
        end(node);
      } else if (dice < 86) {
        topUp(random.nextInt(10));
      } else if (dice < 90) {
        kill(node);
      } else if (dice < 93) {
        await(nodes[node].stop());
        inFlight.get(node).clear();
        nodes[node] = world.start(node);
      } else {
        checkHeld();
      }
    }

    private void topUp(int calls) {
      if (calls > 0) {
        world.topUp(calls * PRICE);
        credit += calls * PRICE;
      }
    }

    private void call(int node) {
      switch (await(nodes[node].reserve(world.ask()))) {
        case Held held -> inFlight.get(node).add(held);
        case Leases.FundsShort funds ->
            assertTrue(funds.available().compareTo(funds.required()) < 0, "refused with " + funds);
        case Leases.LimitReached reached ->
            assertTrue(reached.used() + reached.held() >= limit, "refused with " + reached);
        case Leases.BudgetReached reached ->
            assertTrue(
                reached.used().plus(reached.held()).micros() > PRICE * 59,
                "refused with " + reached);
      }
    }

    private void end(int node) {
      List<Held> open = inFlight.get(node);
      if (open.isEmpty()) {
        return;
      }
      Held held = open.remove(random.nextInt(open.size()));
      if (random.nextInt(4) == 0) {
        await(nodes[node].release(held));
        await(nodes[node].settle(held, use(PRICE)));
      } else {
        long cost = random.nextInt(3) == 0 ? random.nextLong(1, PRICE + 1) : PRICE;
        await(nodes[node].settle(held, use(cost)));
        settled.put(held.ask().request().value(), cost);
        await(nodes[node].release(held));
        await(nodes[node].settle(held, use(cost)));
      }
    }

    /**
     * Kill −9, sometimes with a torn record at the end, and sometimes with old files coming back.
     */
    private void kill(int node) throws IOException {
      nodes[node].abandon();
      inFlight.get(node).clear();
      Path usage = world.data(node).resolve("usage");
      try (var files = Files.list(usage)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = home.resolve(UUID.randomUUID() + "-" + node + "-" + file.getFileName());
          Files.copy(file, copy);
          copies.add(copy);
          if (random.nextBoolean()) {
            tear(file);
          }
        }
      }
      if (!copies.isEmpty() && random.nextBoolean()) {
        Path copy = copies.get(random.nextInt(copies.size()));
        Files.copy(
            copy,
            usage.resolve(
                String.format("usage-%012d.log", 900_000_000 + random.nextInt(1_000_000))));
      }
      nodes[node] = world.start(node);
    }

    /** Another record begins where the last one ends, and does not get far. */
    private void tear(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] == 0) {
        end--;
      }
      byte[] torn = {0x54, 0x50, 0x55, 0x31, 0, 0, 1, 7, 1, 2, 3, 4, 'O', 9};
      // A whole record can end in zeros of its own.
      System.arraycopy(torn, 0, bytes, end + 64, torn.length);
      Files.write(file, bytes);
    }

    /** I3, whatever is going on: one statement sees one state. */
    private void checkHeld() {
      assertEquals(
          0,
          world.number(
              "select held - (select coalesce(sum(amount), 0) from lease where pot_id = w.id)"
                  + " from wallet w where id = ?",
              world.wallet()),
          "held is not the sum of the leases");
      assertTrue(
          world.number("select posted - held + overdraft from wallet where id = ?", world.wallet())
              >= 0,
          "overspent");
    }

    private void finish() {
      for (int i = 0; i < NODES; i++) {
        while (!inFlight.get(i).isEmpty()) {
          end(i);
        }
      }
      checkHeld();
      for (LeaseBook node : nodes) {
        await(node.stop());
      }
      long cost = settled.values().stream().mapToLong(Long::longValue).sum();
      assertEquals(0, world.held(), "held at the end");
      assertEquals(credit - cost, world.posted(), "posted");
      assertEquals(settled.size(), world.charged(), "usage events");
      assertEquals(
          cost,
          world.number(
              "select coalesce(sum(amount), 0) from usage_event where subscription_id = ?",
              world.subscription()));
      assertEquals(
          0,
          world.number(
              "select count(*) from (select txn_id from ledger_entry e where exists (select from"
                  + " ledger_entry m where m.txn_id = e.txn_id and m.wallet_id = ?)"
                  + " group by txn_id, unit having sum(amount) <> 0) odd",
              world.wallet()),
          "a transaction does not sum to zero");
      assertEquals(
          world.posted(),
          world.number(
              "select coalesce(sum(amount), 0) from ledger_entry where wallet_id = ?",
              world.wallet()),
          "posted is not the sum of its entries");
      assertEquals(
          0,
          world.number(
              "select count(*) from usage_event u where u.subscription_id = ? and amount > 0 and"
                  + " (select count(*) from ledger_txn t where t.id = u.txn_id) <> 1",
              world.subscription()),
          "an event without its transaction");
      assertEquals(
          settled.size(),
          world.number(
              "select coalesce(sum(used), 0) from counter where subscription_id = ?"
                  + " and name = 'monthly'",
              world.subscription()),
          "the limit's count");
      assertTrue(settled.size() <= limit, "over the limit");
      assertEquals(
          0,
          world.number(
              "select coalesce(sum(held), 0) from counter where subscription_id = ?",
              world.subscription()));
    }
  }

  @Test
  @Tag("I1")
  @Tag("I2")
  @Tag("I3")
  @Tag("I4")
  @Tag("I5")
  @Tag("I7")
  @Tag("I8")
  @Tag("R60")
  @Tag("R67")
  void whatever_happens_to_three_nodes_the_books_agree() throws Exception {
    String one = System.getProperty("turnpike.seed");
    int count = Integer.getInteger("turnpike.seeds", 5);
    long first = one == null ? 1 : Long.parseLong(one);
    for (long seed = first; seed < first + (one == null ? count : 1); seed++) {
      try {
        new History(seed).run();
      } catch (AssertionError | Exception failed) {
        throw new AssertionError("-Dturnpike.seed=" + seed + ": " + failed.getMessage(), failed);
      }
    }
  }

  @Test
  @Tag("I12")
  @Tag("R61")
  @Tag("R64")
  void what_one_node_does_not_use_another_can_spend() {
    LeasedWallet world = world("recall", List.of());
    world.topUp(PRICE * 200);
    LeaseBook one = world.start(0);
    LeaseBook two = world.start(1);
    Held first = assertInstanceOf(Held.class, await(one.reserve(world.ask())));
    await(one.settle(first, use(PRICE)));
    assertTrue(world.held() > 0, "the first node keeps a slice");
    for (int i = 0; i < 199; i++) {
      Held held = assertInstanceOf(Held.class, await(two.reserve(world.ask())), "call " + i);
      await(two.settle(held, use(PRICE)));
    }
    assertInstanceOf(Leases.FundsShort.class, await(two.reserve(world.ask())));
    assertInstanceOf(Leases.FundsShort.class, await(one.reserve(world.ask())));
    await(one.stop());
    await(two.stop());
    assertEquals(0, world.posted());
    assertEquals(200, world.charged());
  }

  @Test
  @Tag("I12")
  @Tag("R58")
  void a_top_up_ends_a_remembered_refusal_on_every_node() throws Exception {
    LeasedWallet world = world("topped-up", List.of());
    LeaseBook one = world.start(0);
    LeaseBook two = world.start(1);
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(Leases.FundsShort.class, await(one.reserve(world.ask())));
      assertInstanceOf(Leases.FundsShort.class, await(two.reserve(world.ask())));
      world.topUp(PRICE * 2);
      long paid = System.nanoTime();
      for (LeaseBook node : List.of(two, one)) {
        Leases.Answer answer = await(node.reserve(world.ask()));
        while (!(answer instanceof Held)) {
          assertTrue(System.nanoTime() - paid < 1_000_000_000L, "still refused after a second");
          TimeUnit.MILLISECONDS.sleep(5);
          answer = await(node.reserve(world.ask()));
        }
        await(node.settle((Held) answer, use(PRICE)));
      }
    }
    await(one.stop());
    await(two.stop());
    assertEquals(40, world.charged());
  }

  @Test
  @Tag("I7")
  @Tag("I5")
  void a_node_that_reports_after_its_leases_were_ended_costs_the_publisher_and_not_the_wallet() {
    LeasedWallet world = world("suspense", List.of());
    world.topUp(PRICE * 3);
    LeaseBook gone = world.start(0);
    Held held = assertInstanceOf(Held.class, await(gone.reserve(world.ask())));
    cast.sql("update node set epoch = epoch + 1000 where id = ?", gone.node());
    await(gone.settle(held, use(PRICE)));
    gone.abandon();
    cast.sql("update node set seen_at = now() - interval '1 hour' where id = ?", gone.node());
    cast.sql("select gate_sweep(now() - interval '15 minutes')");
    assertEquals(0, world.held(), "nothing is held in suspense any more");

    LeaseBook other = world.start(1);
    for (int i = 0; i < 3; i++) {
      Held spent = assertInstanceOf(Held.class, await(other.reserve(world.ask())));
      await(other.settle(spent, use(PRICE)));
    }
    await(other.stop());
    LeaseBook back = world.start(0);
    await(back.stop());
    assertEquals(0, world.posted(), "the wallet paid for three calls and no more");
    assertEquals(4, world.charged());
    assertEquals(
        -PRICE,
        world.number(
            "select coalesce(sum(e.amount), 0) from ledger_entry e join usage_event u"
                + " on u.txn_id = e.txn_id where u.subscription_id = ? and e.book = 'loss'",
            world.subscription()));
  }

  @Test
  @Tag("I7")
  void a_call_reported_with_another_amount_stays_charged_as_it_was_and_is_kept_as_a_conflict()
      throws IOException {
    LeasedWallet world = world("conflict", List.of());
    world.topUp(PRICE * 3);
    LeaseBook node = world.start(0);
    Held held = assertInstanceOf(Held.class, await(node.reserve(world.ask())));
    await(node.settle(held, use(PRICE)));
    node.abandon();
    Path usage = world.data(0).resolve("usage");
    Path file;
    try (var files = Files.list(usage)) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] kept = Files.readAllBytes(file);
    await(world.start(0).stop());
    UUID request = held.ask().request().value();
    assertEquals(2 * PRICE, world.posted());

    // As if this node's report said something else than what was charged.
    cast.sql("update usage_event set amount = amount - 1 where request_id = ?", request);
    Files.write(usage.resolve(file.getFileName()), kept);
    await(world.start(0).stop());
    assertEquals(2 * PRICE, world.posted(), "the wallet pays once");
    assertEquals(
        1, world.number("select count(*) from usage_conflict where request_id = ?", request));
    cast.sql("update usage_event set amount = amount + 1 where request_id = ?", request);
  }

  @Test
  @Tag("I5")
  void a_call_cut_off_is_charged_what_it_had_produced() throws IOException {
    LeasedWallet world = world("cut-off", List.of());
    world.topUp(PRICE * 3);
    LeaseBook node = world.start(0);
    Held streaming = assertInstanceOf(Held.class, await(node.reserve(world.ask())));
    Held failed = assertInstanceOf(Held.class, await(node.reserve(world.ask())));
    Held bare = assertInstanceOf(Held.class, await(node.reserve(world.ask())));
    node.progress(streaming, use(4_000));
    node.progress(streaming, use(7_000));
    node.progress(failed, use(5_000));
    await(node.release(failed));
    assertFalse(bare.remaining().isEmpty() && bare.available() == null);
    node.abandon();
    await(world.start(0).stop());
    assertEquals(1, world.charged());
    assertEquals(PRICE * 3 - 7_000, world.posted());
    assertEquals(0, world.held());
  }

  @Test
  @Tag("R65")
  @Tag("R68")
  void included_units_are_spent_before_the_wallet_and_tiers_are_rated_when_posted() {
    LeasedWallet world = world("rated", List.of());
    world.rated(
        new Prices(
            List.of(
                new Price(
                    Unit.REQUESTS,
                    3,
                    new Price.Tiered(
                        List.of(
                            new Price.Tier(2, 10_000_000_000L),
                            new Price.Tier(Price.Tier.NO_END, 5_000_000_000L))))),
            Map.of()),
        """
        {"billing": "prepaid", "currency": "USD", "prices": [{"unit": "requests", "included": 3,
          "tiers": [{"up_to": 2, "price": "0.01"}, {"price": "0.005"}]}]}""");
    LeaseBook node = world.start(0);
    for (int i = 0; i < 3; i++) {
      Held held = assertInstanceOf(Held.class, await(node.reserve(world.ask())), "call " + i);
      await(node.settle(held, use(PRICE)));
    }
    assertInstanceOf(Leases.FundsShort.class, await(node.reserve(world.ask())));
    world.topUp(45_000);
    LeaseBook other = world.start(1);
    for (int i = 0; i < 5; i++) {
      LeaseBook either = i % 2 == 0 ? node : other;
      Held held = heldWithinASecond(either, world);
      await(either.settle(held, use(PRICE)));
    }
    await(node.stop());
    await(other.stop());
    assertEquals(8, world.charged());
    assertEquals(45_000 - 2 * 10_000 - 3 * 5_000, world.posted());
    assertEquals(0, world.held());
  }

  /** A refusal may be remembered for a moment after credit came in. */
  private static Held heldWithinASecond(LeaseBook node, LeasedWallet world) {
    long start = System.nanoTime();
    Leases.Answer answer = await(node.reserve(world.ask()));
    while (!(answer instanceof Held) && System.nanoTime() - start < 1_000_000_000L) {
      answer = await(node.reserve(world.ask()));
    }
    return assertInstanceOf(Held.class, answer);
  }

  private LeasedWallet world(String slug, List<Limit> limits) {
    String unique = slug + "-" + Long.toHexString(System.nanoTime());
    return new LeasedWallet(vertx, pool, cast, shop, unique, home.resolve(unique), limits);
  }
}

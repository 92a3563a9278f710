package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PlanId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.lease.LeaseBook;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One rate limit over three nodes that share a database, asked at different speeds. */
@QuarkusTest
class SharedRatesTest {
  private static final int A_SECOND = 1_000;
  private static final int[] ASKED_A_SECOND = {900, 600, 300};
  private static final int WARM_UP_SECONDS = 7;
  private static final int SECONDS = 5;

  @Inject Vertx vertx;

  @Inject
  @ReactiveDataSource("gate")
  Pool pool;

  @TempDir Path home;

  @Test
  @Tag("R74")
  void three_nodes_keep_one_rate_within_five_percent() throws Exception {
    Clock clock = Clock.systemUTC();
    Ids ids = new Ids(clock);
    List<LeaseBook> books = new ArrayList<>();
    List<MemoryRateLimits> nodes = new ArrayList<>();
    for (int i = 0; i < ASKED_A_SECOND.length; i++) {
      LeaseBook book = new LeaseBook(vertx, pool, clock, ids, home.resolve("node-" + i));
      book.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      books.add(book);
      nodes.add(new MemoryRateLimits(1_000, book));
    }
    SubscriptionId subscription = new SubscriptionId(ids.next());
    Plan plan =
        new Plan(
            new PlanId(ids.next()),
            "fast",
            "Fast",
            Currency.getInstance("USD"),
            Plan.Billing.FREE,
            0,
            0,
            List.of(new Limit("burst", Limit.Kind.RATE, A_SECOND, Limit.Window.SECOND)),
            Set.of());
    long admitted = 0;
    long start = System.nanoTime();
    double[] asked = new double[nodes.size()];
    boolean counts = false;
    long from = 0;
    while (true) {
      long now = System.nanoTime();
      double seconds = (now - start) / 1e9;
      if (seconds > WARM_UP_SECONDS + SECONDS) {
        break;
      }
      if (!counts && seconds > WARM_UP_SECONDS) {
        counts = true;
        from = now;
      }
      for (int i = 0; i < nodes.size(); i++) {
        while (asked[i] < seconds * ASKED_A_SECOND[i]) {
          asked[i]++;
          if (nodes.get(i).take(subscription, plan, Instant.now()).isEmpty() && counts) {
            admitted++;
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    double expected = A_SECOND * (System.nanoTime() - from) / 1e9;
    for (LeaseBook book : books) {
      book.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    assertTrue(
        Math.abs(admitted - expected) <= expected * 0.05,
        admitted + " of " + expected + " were let through");
    assertEquals(3, nodes.size());
  }
}

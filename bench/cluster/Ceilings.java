package cluster;

import static cluster.Proof.number;
import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * I8: a full wallet under two hard budgets, the application's and the tenant's above it, which is
 * the tighter one in every other round. Three nodes spend it up to the bound and not a call further,
 * though a node is killed, connections are cut, and all messages come several times and late.
 */
final class Ceilings {
  private static final int CONNECTIONS = 48;
  private static final String BUDGETS = "/manage/v1/tenants/globex/budgets";
  private static final String OVER =
      """
      select count(*) from budget b join budget_use u on u.budget_id = b.id
      where u.used + u.held > b.amount""";

  private final Cluster cluster;
  private final Books books;
  private final Trouble trouble;
  private final Manage.Buyer buyer;
  private final Manage owner;
  private final List<Load> loads = new ArrayList<>();
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong seenOver = new AtomicLong();
  private volatile boolean over;

  private Ceilings(Cluster cluster) throws Exception {
    this.cluster = cluster;
    books = new Books(cluster);
    trouble = new Trouble(cluster);
    buyer = cluster.buyer("credits", "spender");
    owner = new Manage(cluster.nodes.getFirst(), "gwen@globex.example");
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      Ceilings ceilings = new Ceilings(cluster);
      try (Echo echo = new Echo(cluster, number("SEED", 1))) {
        ceilings.prove(number("RUNS", 6), number("CALLS", 3_000), echo);
      } finally {
        ceilings.over = true;
      }
    }
  }

  private void prove(int runs, int calls, Echo echo) throws Exception {
    Manage.topUp(cluster.nodes.getFirst(), buyer.key(), Cluster.worth(2L * runs * calls));
    String lower = budget("application", "spender");
    String upper = budget("tenant", null);
    cluster.origin.behave(10, 20);
    Thread watch = Thread.ofPlatform().daemon().start(this::watch);
    for (int run = 1; run <= runs; run++) {
      boolean upperIsTighter = run % 2 == 0;
      long bound = (long) run * calls;
      raise(lower, "application", "spender", upperIsTighter ? bound + calls : bound);
      raise(upper, "tenant", null, upperIsTighter ? bound : bound + calls);
      pause(1_000);
      spend(run, bound, calls);
    }
    over = true;
    watch.join();
    require(seenOver.get() == 0, "I8: used + held never passed a bound in %d looks", looks.get());
    require(looks.get() > runs, "somebody looked");
    Proof.row(
        "two hard budgets over a full wallet, raised " + runs + " times by " + calls + " calls",
        "each time exactly that many are charged, the others 402 BUDGET_EXHAUSTED; used + held ≤ amount"
            + " in %d looks meanwhile; a kill −9 or cut connections each round; %d messages said again,"
            + " late",
        looks.get(),
        echo.said());
  }

  private String budget(String scope, String subject) throws Exception {
    JsonNode made = owner.post(BUDGETS, body -> terms(body, scope, subject, 0));
    return made.get("id").asText();
  }

  private void raise(String budget, String scope, String subject, long calls) throws Exception {
    owner.put(BUDGETS + "/" + budget, body -> terms(body, scope, subject, calls));
  }

  private static ObjectNode terms(ObjectNode body, String scope, String subject, long calls) {
    return body.put("scope", scope)
        .put("subject", subject)
        .put("name", "Ceiling of the " + scope)
        .put("amount", Cluster.worth(calls))
        .put("currency", "USD")
        .put("period", "year");
  }

  private void watch() {
    while (!over) {
      try {
        seenOver.addAndGet(cluster.number(OVER));
        looks.incrementAndGet();
      } catch (SQLException away) {
        throw new IllegalStateException(away);
      }
      pause(20);
    }
  }

  /** The first load meets the trouble; later ones find what that gave back, until nothing is left. */
  private void spend(int run, long bound, int calls) throws Exception {
    Load load = begin();
    Thread thread = Thread.ofPlatform().start(load);
    cluster.until(Duration.ofMinutes(1), "half is spent", () -> load.served() > calls / 2);
    if (run % 3 == 0) {
      trouble.cutBusyConnections(200);
    } else {
      Node victim = cluster.nodes.get(run % cluster.nodes.size());
      trouble.killAndRestart(victim);
    }
    end(load, thread);
    for (int i = 0; i < 5 && events() < bound; i++) {
      Load rest = begin();
      end(rest, Thread.ofPlatform().start(rest));
    }
    books.awaitEvents(bound);
    books.awaitNothingHeld();
    Books.Charged charged = books.requireCharged(loads, 0);
    say(
        "run %d: %s; %d charged in all, %d of them cut off",
        run, load.figures(), charged.whole() + charged.unseen(), charged.unseen());
    require(
        charged.whole() + charged.unseen() == bound,
        "I8: exactly %d are charged, not %d",
        bound,
        charged.whole() + charged.unseen());
    require(
        load.refusals.getOrDefault("402 BUDGET_EXHAUSTED", 0L) > 0,
        "callers are told of the budget: %s",
        load.refusals);
    cluster.until(
        Duration.ofSeconds(40),
        "no budget holds anything",
        () -> cluster.number("select count(*) from budget_use where held <> 0") == 0);
    books.requireSound();
  }

  private Load begin() {
    Load load =
        new Load(
            cluster.nodes,
            CONNECTIONS,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            false,
            Duration.ofMinutes(2));
    loads.add(load);
    return load;
  }

  /** A refused caller would wait for the next period, so it is told when nobody is served any more. */
  private static void end(Load load, Thread thread) throws InterruptedException {
    long before = -1;
    while (load.served() > before) {
      before = load.served();
      pause(1_500);
    }
    load.stop();
    thread.join();
  }

  /** Once the nodes have shipped what they know. */
  private long events() throws Exception {
    pause(1_000);
    books.awaitNothingHeld();
    return books.events();
  }
}

package cluster;

import static cluster.Proof.number;
import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random walk through trouble: calls, top-ups, blocks, cut connections, an absent or crashed
 * database, processes frozen, stopped and killed, in an order that a seed decides. What no moment
 * may break is asked after each step; all books, and every call as its client saw it, after each
 * round.
 */
final class Walk {
  private static final int CONNECTIONS = 32;
  private static final Duration ROUND = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Books books;
  private final Trouble trouble;
  private final Random random;
  private final Manage.Buyer buyer;
  private final Manage publisher;
  private final List<Load> loads = new ArrayList<>();
  private final Map<String, Integer> steps = new LinkedHashMap<>();
  private long paidMicros;

  private Walk(Cluster cluster, long seed) throws Exception {
    this.cluster = cluster;
    books = new Books(cluster);
    trouble = new Trouble(cluster);
    random = new Random(seed);
    buyer = cluster.buyer("credits", "walker");
    publisher = new Manage(cluster.nodes.getFirst(), "olivia@acme.example");
  }

  public static void main(String... args) throws Exception {
    long seed = number("SEED", (int) (System.nanoTime() & 0xffffff));
    say("the walk of seed %d", seed);
    try (Cluster cluster = Cluster.start()) {
      Walk walk = new Walk(cluster, seed);
      try (Echo echo = new Echo(cluster, seed)) {
        walk.walk(Duration.ofSeconds(number("WALK_SECONDS", 300)), seed);
        say("%d messages between nodes were said again, late", echo.said());
      }
    }
  }

  private void walk(Duration time, long seed) throws Exception {
    long begin = System.nanoTime();
    int rounds = 0;
    Books.Charged charged = new Books.Charged(0, 0);
    while (Proof.since(begin).compareTo(time) < 0) {
      rounds++;
      charged = round(rounds, time.minus(Proof.since(begin)));
    }
    long cutOff = loads.stream().mapToLong(l -> l.cutOff.size() + l.cutOffWithoutHead).sum();
    Proof.row(
        "a random walk over three processes, seed " + seed,
        "%d s, %d rounds, steps %s; %d calls seen whole, each charged once; %d cut off, %d of them"
            + " charged, once; loss %d; the books agree after each round",
        time.toSeconds(),
        rounds,
        steps,
        charged.whole(),
        cutOff,
        charged.unseen(),
        books.lossMicros() / Cluster.PRICE);
  }

  private Books.Charged round(int number, Duration left) throws Exception {
    topUp(2_000 + random.nextInt(4_000));
    Load load =
        new Load(
            cluster.nodes,
            CONNECTIONS,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            false,
            Duration.ofMinutes(4));
    loads.add(load);
    Thread thread = Thread.ofPlatform().start(load);
    long begin = System.nanoTime();
    while (Proof.since(begin).compareTo(ROUND) < 0 && Proof.since(begin).compareTo(left) < 0) {
      step();
      books.requireHeldIsLeased();
      pause(random.nextInt(1_500));
    }
    load.stop();
    thread.join();
    long unposted = loads.stream().mapToLong(Load::served).sum();
    books.awaitEvents(unposted);
    books.awaitNothingHeld();
    Books.Charged charged = books.requireCharged(loads, 0);
    books.requireSound();
    long used = books.events() * Cluster.PRICE - books.lossMicros();
    require(
        books.posted() == paidMicros - used,
        "paid %d − used %d is what is there, %d",
        paidMicros,
        used,
        books.posted());
    say("round %d: %s", number, load.figures());
    return charged;
  }

  private void topUp(int calls) throws Exception {
    Manage.topUp(cluster.nodes.getFirst(), buyer.key(), Cluster.worth(calls));
    paidMicros += calls * Cluster.PRICE;
  }

  private Node anyNode() {
    return cluster.nodes.get(random.nextInt(cluster.nodes.size()));
  }

  /** Not the first: it is the one that is told of top-ups. */
  private Node anyOther() {
    return cluster.nodes.get(1 + random.nextInt(cluster.nodes.size() - 1));
  }

  private void step() throws Exception {
    int dice = random.nextInt(100);
    if (dice < 15) {
      topUp(100 + random.nextInt(3_000));
      done("top-up");
    } else if (dice < 35) {
      trouble.cutConnections(1 + random.nextInt(5), random.nextInt(300));
      done("cut");
    } else if (dice < 50) {
      trouble.cutBusyConnections(100);
      done("cut busy");
    } else if (dice < 60) {
      cluster.origin.behave(random.nextInt(60), random.nextInt(30));
      done("origin");
    } else if (dice < 72) {
      trouble.freeze(anyNode(), 200 + random.nextInt(2_500));
      done("frozen");
    } else if (dice < 76) {
      trouble.freeze(anyOther(), 11_500);
      done("frozen past its lease");
    } else if (dice < 82) {
      trouble.outage("INT", random.nextInt(3_000));
      done("database stopped");
    } else if (dice < 88) {
      trouble.outage("QUIT", random.nextInt(1_000));
      done("database crashed");
    } else if (dice < 93) {
      blockAndUnblock();
      done("blocked");
    } else if (dice < 98) {
      trouble.killAndRestart(anyOther());
      done("killed");
    } else {
      trouble.stopAndRestart(anyOther());
      done("stopped");
    }
  }

  private void blockAndUnblock() throws Exception {
    String path = "/manage/v1/tenants/acme/subscriptions/" + buyer.subscription() + "/block";
    publisher.post(path, body -> body.put("reason", "A walk."));
    pause(random.nextInt(1_000));
    publisher.delete(path);
  }

  private void done(String step) {
    steps.merge(step, 1, Integer::sum);
  }
}

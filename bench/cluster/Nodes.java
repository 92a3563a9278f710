package cluster;

import static cluster.Proof.number;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One wallet worth so many calls, drained by 64 connections over three nodes, again and again; then
 * the same with one node killed in mid-drain and started again.
 */
final class Nodes {
  private static final int CONNECTIONS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Cluster cluster;
  private final Books books;
  private final int calls = number("CALLS", 10_000);
  private final List<Load> loads = new ArrayList<>();
  private final Manage.Buyer buyer;
  private final List<Double> seconds = new ArrayList<>();

  private Nodes(Cluster cluster) throws Exception {
    this.cluster = cluster;
    books = new Books(cluster);
    buyer = cluster.buyer("credits", "drainer");
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      new Nodes(cluster).prove(number("RUNS", 20), number("KILLS", 3));
    }
  }

  private void prove(int runs, int kills) throws Exception {
    require(books.posted() == 0, "the wallet begins empty");
    for (int i = 1; i <= runs; i++) {
      drain(i);
    }
    cluster.origin.behave(10, 20);
    for (int i = 1; i <= kills; i++) {
      drainWithAKill(i);
    }
    seconds.sort(null);
    Proof.row(
        "three nodes, one wallet worth " + calls + " calls, 64 connections",
        "%d × exactly %d served, %d origin hits each, ledger 0, held 0, %d events in one transaction"
            + " each; a run takes %.1f s (median)",
        runs, calls, calls, calls, runs == 0 ? 0 : seconds.get(runs / 2));
  }

  private Load load() {
    Load load =
        new Load(
            cluster.nodes,
            CONNECTIONS,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            true,
            PATIENCE);
    loads.add(load);
    return load;
  }

  private void topUp() throws Exception {
    Manage.topUp(cluster.nodes.getFirst(), buyer.key(), Cluster.worth(calls));
  }

  private void drain(int run) throws Exception {
    long hits = cluster.origin.hits();
    long events = books.events();
    topUp();
    Load load = load();
    load.run();
    long hit = cluster.origin.hits() - hits;
    double shipped = books.awaitEvents(events + calls);
    double given = books.awaitNothingHeld();
    say("run %d: %s; posted after %.1f s, nothing held after %.1f s", run, load.figures(), shipped, given);
    require(load.unfinished == 0, "every connection was told that the wallet is empty");
    require(load.served() == calls, "exactly %d are served, not %d", calls, load.served());
    require(hit == calls, "the origin was hit %d times, not %d", calls, hit);
    require(books.events() == events + calls, "%d events", calls);
    require(books.posted() == 0, "nothing is left, not %d", books.posted());
    require(load.cutOff.size() + load.cutOffWithoutHead == 0, "no call is cut off");
    books.requireSound();
    books.requireCharged(List.of(load), events);
    seconds.add(load.seconds());
  }

  private void drainWithAKill(int round) throws Exception {
    long events = books.events();
    topUp();
    Load load = load();
    Thread thread = Thread.ofPlatform().start(load);
    Node victim = cluster.nodes.get(round % cluster.nodes.size());
    cluster.until(PATIENCE, "the drain comes half way", () -> load.served() > calls / 2);
    victim.kill();
    long atKill = load.served();
    double ready = cluster.restart(victim);
    thread.join();
    require(load.unfinished == 0, "every connection was told that the wallet is empty");
    books.awaitEvents(events + calls);
    books.awaitNothingHeld();
    Books.Charged charged = books.requireCharged(List.of(load), events);
    say(
        "kill %d of %s after %d, ready again after %.1f s: %s; of those cut off %d are charged",
        round, victim, atKill, ready, load.figures(), charged.unseen());
    require(
        charged.whole() + charged.unseen() == calls,
        "charged %d + %d of %d, the rest released and spent",
        charged.whole(),
        charged.unseen(),
        calls);
    require(books.posted() == 0, "nothing is left, not %d", books.posted());
    books.requireSound();
    Proof.row(
        "one of three killed −9 in mid-drain",
        "%d seen whole, each charged once; %d cut off, %d of them charged, once; together %d",
        charged.whole(),
        load.cutOff.size() + load.cutOffWithoutHead,
        charged.unseen(),
        calls);
  }
}

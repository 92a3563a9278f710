package cluster;

import static cluster.Proof.number;
import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One wallet is drained by three nodes while their database connections are cut, the database is
 * away, crashes and comes back, and a process is frozen for longer than its lease. At the end
 * exactly what the wallet was worth is charged: nothing overspent, nothing twice, nothing lost.
 */
final class Chaos {
  private static final int CONNECTIONS = 48;
  /** The longest lease; no call begins on one after its end. */
  private static final int LEASE_SECONDS = 10;

  private final Cluster cluster;
  private final Books books;
  private final Trouble trouble;
  private final Manage.Buyer buyer;
  private long worth;
  private long sweptAway;

  private Chaos(Cluster cluster) throws Exception {
    this.cluster = cluster;
    books = new Books(cluster);
    trouble = new Trouble(cluster);
    buyer = cluster.buyer("credits", "chaos");
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      Chaos chaos = new Chaos(cluster);
      try (Echo echo = new Echo(cluster, number("SEED", 1))) {
        chaos.prove();
        say("%d messages between nodes were said again, late", echo.said());
      }
    }
  }

  /** A load in the background that ends when it is told to or when the money is gone. */
  private Load begin(List<Load> loads) {
    Load load =
        new Load(
            cluster.nodes,
            CONNECTIONS,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            true,
            Duration.ofMinutes(4));
    loads.add(load);
    return load;
  }

  /** Enough for the next trouble, so that it meets a load. */
  private void fill(long atLeast) throws Exception {
    long left = worth - books.events();
    if (left < atLeast) {
      long more = Math.max(100, atLeast - left);
      Manage.topUp(cluster.nodes.getFirst(), buyer.key(), Cluster.worth(more));
      worth += more;
    }
  }

  private void prove() throws Exception {
    int calls = number("CALLS", 20_000);
    cluster.origin.behave(40, 20);
    fill(calls);
    List<Load> loads = new ArrayList<>();
    Load load = begin(loads);
    Thread thread = Thread.ofPlatform().start(load);
    cluster.until(Duration.ofSeconds(30), "the drain begins", () -> load.served() > 200);

    long before = load.served();
    int cut = trouble.cutConnections(15, 400);
    cut += trouble.cutBusyConnections(300);
    say("connections: %d cut under load, %d served meanwhile", cut, load.served() - before);
    fill(calls);
    frozen(load);
    fill(calls);
    swept(load);
    fill(calls);
    away(load, "INT");
    fill(calls);
    crashed(load);
    thread.join();
    require(
        load.unfinished == 0, "all are told that the wallet is empty: %s", load.figures());
    books.awaitNothingHeld();
    books.awaitEvents(worth);
    say("%s", load.figures());
    Books.Charged charged = books.requireCharged(loads, 0);
    long loss = books.lossMicros() / Cluster.PRICE;
    require(
        loss <= sweptAway, "the publisher's loss is bounded: %d of %d", loss, sweptAway);
    require(
        charged.whole() + charged.unseen() == worth + loss,
        "%d charged and seen whole + %d cut off and charged = %d and a loss of %d",
        charged.whole(),
        charged.unseen(),
        worth,
        loss);
    long part = books.lossMicros() % Cluster.PRICE;
    require(
        books.posted() == part,
        "nothing is left but the part of a late call that the publisher bore: %d, not %d",
        part,
        books.posted());
    books.requireSound();
    Proof.row(
        "a wallet worth " + worth + " calls drained through all of that",
        "%d seen whole, each charged once; %d charged of %d cut off; together %d, of which %d are the"
            + " publisher's loss (at most %d); refused %s",
        charged.whole(),
        charged.unseen(),
        load.cutOff.size() + load.cutOffWithoutHead,
        worth + loss,
        loss,
        sweptAway,
        load.refusals);
  }

  private void frozen(Load load) throws Exception {
    Node node = cluster.nodes.get(1);
    long before = load.served();
    trouble.freeze(node, (LEASE_SECONDS + 3) * 1000);
    say("%s frozen for %d s, the others served %d meanwhile", node, LEASE_SECONDS + 3, load.served() - before);
    pause(1000);
  }

  /**
   * A node is silent for longer than its suspense of 15 minutes, which its row is made to say: what
   * it holds goes back to the wallet, and what it reports afterwards is the publisher's loss.
   */
  private void swept(Load load) throws Exception {
    Node node = cluster.nodes.get(2);
    String id = Files.readString(node.data().resolve("node-id")).strip();
    node.signal("STOP");
    pause(300);
    long held =
        cluster.number(
            "select coalesce(sum(amount), 0) from lease where kind = 'wallet' and node_id = ?",
            UUID.fromString(id));
    cluster.change(
        "update node set seen_at = now() - interval '16 minutes' where id = ?", UUID.fromString(id));
    long ended = cluster.number("select gate_sweep(now() - interval '15 minutes')");
    long before = load.servedBy.getOrDefault(node.number, 0L);
    pause(2000);
    node.signal("CONT");
    sweptAway += held / Cluster.PRICE;
    say("%s, silent for too long, held %d calls; %d leases ended", node, held / Cluster.PRICE, ended);
    cluster.until(
        Duration.ofSeconds(30),
        node + " serves again",
        () -> load.servedBy.getOrDefault(node.number, 0L) > before + 50);
  }

  /** Cut off from the database, all nodes together spend at most what they lease, then nothing. */
  private void away(Load load, String signal) throws Exception {
    cluster.postgres.stop(signal);
    long atStop = load.served();
    long held = cluster.postgres.aside(books::held) / Cluster.PRICE;
    pause(LEASE_SECONDS * 1000 + 1000);
    long afterLease = load.served();
    pause(3000);
    long atEnd = load.served();
    cluster.postgres.start();
    say(
        "database away: leases of %d calls in hand, %d served on them, %d after their end",
        held, afterLease - atStop, atEnd - afterLease);
    require(atEnd - atStop <= held, "no more is served than leased: %d of %d", atEnd - atStop, held);
    require(atEnd == afterLease, "nothing is served after the leases' end");
    Proof.row(
        "the database away for 14 s under load",
        "%d calls in hand as leases, %d served on them, then 503 until it is back",
        held,
        atEnd - atStop);
    cluster.until(Duration.ofSeconds(20), "calls pass again", () -> load.served() > atEnd + 50);
  }

  private void crashed(Load load) throws Exception {
    for (int i = 0; i < 3; i++) {
      long before = load.served();
      trouble.outage("QUIT", 500);
      cluster.until(Duration.ofSeconds(30), "calls pass again", () -> load.served() > before + 100);
    }
    say("database: crashed and recovered three times under load");
  }
}

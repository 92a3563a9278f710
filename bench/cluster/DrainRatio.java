package cluster;

import static cluster.Proof.number;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same calls over three nodes, on a priced plan and on a free one, in alternating pairs; the
 * last priced one drains the wallet to nothing. Beside the ratio: statements and processor time.
 */
final class DrainRatio {
  private static final int CONNECTIONS = number("CONNECTIONS", 64);

  /** In calls: the most that is sold at once, 10,000 USD. */
  private static final long TOP_UP = 1_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final Books books;
  private final Statements statements;
  private final int calls = number("CALLS", 1_000_000);
  private final int pairs = number("PAIRS", 5);
  private final String priced;
  private final String free;
  private final List<Load> pricedLoads = new ArrayList<>();

  private DrainRatio(Cluster cluster) throws Exception {
    this.cluster = cluster;
    books = new Books(cluster);
    statements = new Statements(cluster);
    priced = cluster.buyer("credits", "priced").key();
    free = cluster.buyer("unmetered", "free").key();
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      new DrainRatio(cluster).prove();
    }
  }

  /** One side of a pair. */
  private record Side(
      double rate,
      double gatewayMicros,
      double postgresMicros,
      double gatePer100,
      double allPer100) {
    String figures() {
      return Proof.format(
          "%.0f/s, %.0f µs of the gateways' and %.0f µs of PostgreSQL's CPU a call,"
              + " %.2f statements per 100 calls (gate %.2f)",
          rate, gatewayMicros, postgresMicros, allPer100, gatePer100);
    }
  }

  private void prove() throws Exception {
    int share = calls / pairs;
    int warmUp = number("WARM_UP", 300_000);
    long worth = share * (long) pairs + warmUp;
    for (long left = worth; left > 0; left -= TOP_UP) {
      Manage.topUp(cluster.nodes.getFirst(), priced, Cluster.worth(Math.min(left, TOP_UP)));
    }
    say("warm-up, priced: %s", run(priced, warmUp, true).figures());
    say("warm-up, free:   %s", run(free, warmUp, false).figures());
    List<Double> ratios = new ArrayList<>();
    List<Side> paid = new ArrayList<>();
    List<Side> unpaid = new ArrayList<>();
    for (int i = 1; i <= pairs; i++) {
      if (i % 2 == 0) {
        unpaid.add(run(free, share, false));
        paid.add(run(priced, share, true));
      } else {
        paid.add(run(priced, share, true));
        unpaid.add(run(free, share, false));
      }
      ratios.add(paid.getLast().rate() / unpaid.getLast().rate());
      say("pair %d, priced: %s", i, paid.getLast().figures());
      say("pair %d, free:   %s", i, unpaid.getLast().figures());
      say("pair %d: ratio %.3f", i, ratios.getLast());
    }
    requireDrained(worth);
    ratios.sort(null);
    double median = ratios.get(ratios.size() / 2);
    Side fastest = paid.stream().max((a, b) -> Double.compare(a.rate(), b.rate())).orElseThrow();
    Proof.row(
        calls + " calls drained over three nodes against the same on a free plan, "
            + pairs + " alternating pairs",
        "ratio %.2f (median; %s); %.0f/s against %.0f/s at best",
        median,
        ratios.stream().map(r -> Proof.format("%.2f", r)).toList(),
        fastest.rate(),
        unpaid.stream().mapToDouble(Side::rate).max().orElseThrow());
    Proof.row(
        "statements per 100 priced calls at " + Math.round(fastest.rate()) + "/s",
        "%.2f of the gateways' role, %.2f of all roles; PostgreSQL %.0f µs of CPU a call,"
            + " the gateways %.0f µs (free: %.0f and %.0f)",
        fastest.gatePer100(),
        fastest.allPer100(),
        fastest.postgresMicros(),
        fastest.gatewayMicros(),
        median(unpaid.stream().map(Side::postgresMicros).toList()),
        median(unpaid.stream().map(Side::gatewayMicros).toList()));
    require(median >= 0.8, "the drain runs at 0.8 of a free plan's throughput, not %.3f", median);
    require(
        fastest.allPer100() <= 2, "at most 2 statements per 100 calls, not %.2f", fastest.allPer100());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Side run(String key, int count, boolean isPriced) throws Exception {
    Load load =
        new Load(
            cluster.nodes, CONNECTIONS, List.of(key), Cluster.FORECAST, count, false, PATIENCE);
    statements.reset();
    long gateways = cluster.gatewayCpu();
    long postgres = cluster.postgresCpu();
    load.run();
    // What is shipped after the last call belongs to it.
    Proof.pause(500);
    gateways = cluster.gatewayCpu() - gateways;
    postgres = cluster.postgresCpu() - postgres;
    long gate = statements.ofGate();
    long all = statements.ofAll();
    require(load.served() == count, "%d are served: %s", count, load.figures());
    if (isPriced) {
      pricedLoads.add(load);
      if (System.getenv("STATEMENTS") != null) {
        statements.most(12).forEach(line -> say("%s", line));
      }
    }
    return new Side(
        load.rate(),
        gateways * 1000.0 / count,
        postgres * 1000.0 / count,
        gate * 100.0 / count,
        all * 100.0 / count);
  }

  private void requireDrained(long all) throws Exception {
    Load rest =
        new Load(
            cluster.nodes, 3, List.of(priced), Cluster.FORECAST, Long.MAX_VALUE, true, PATIENCE);
    rest.run();
    require(rest.served() == 0, "the wallet is drained, yet %d more are served", rest.served());
    books.awaitEvents(all);
    books.awaitNothingHeld();
    require(books.events() == all, "%d events, not %d", all, books.events());
    require(books.posted() == 0, "nothing is left, not %d", books.posted());
    books.requireSound();
    books.requireCharged(pricedLoads, 0);
    say("drained to nothing: %d events, each call seen whole charged once", all);
  }
}

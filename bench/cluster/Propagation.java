package cluster;

import static cluster.Proof.number;
import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one node was told is in force on the other two within a second: a top-up of an empty wallet,
 * a block and its end, a suspension and its end; again and again, the telling node taking turns.
 * The clock starts when the change was answered for.
 */
final class Propagation {
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BETWEEN_CALLS_MILLIS = 15;

  private final Cluster cluster;
  private final Manage.Buyer buyer;
  private final List<Manage> olivia;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Long>> micros = new TreeMap<>();
  private boolean warm;

  private Propagation(Cluster cluster) throws Exception {
    this.cluster = cluster;
    buyer = cluster.buyer("dear", "propagation");
    olivia = cluster.nodes.stream().map(node -> new Manage(node, "olivia@acme.example")).toList();
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      new Propagation(cluster).prove(number("TIMES", 100));
    }
  }

  private void prove(int times) throws Exception {
    // Once each for cold code, which is no part of the figures.
    rounds(3);
    micros.clear();
    warm = true;
    rounds(times);
    threads.shutdown();
    figures();
    new Books(cluster).requireSound();
  }

  private void rounds(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      int teller = i % cluster.nodes.size();
      // 10 calls are taken one by one; of 50 each node leases a part.
      String amount = i % 2 == 0 ? "1.00" : "5.00";
      becomes(
          i,
          teller,
          "top-up",
          200,
          () -> Manage.topUp(cluster.nodes.get(teller), buyer.key(), amount));
      drain(i);
    }
    Manage.topUp(cluster.nodes.getFirst(), buyer.key(), "900.00");
    pause(1000);
    String path = "/manage/v1/tenants/acme/subscriptions/" + buyer.subscription() + "/block";
    for (int i = 0; i < times; i++) {
      Manage at = olivia.get(i % olivia.size());
      becomes(i, i % 3, "block", 403, () -> at.post(path, body -> body.put("reason", "A proof.")));
      becomes(i, i % 3, "end of a block", 200, () -> at.delete(path));
    }
    for (int i = 0; i < times; i++) {
      becomes(i, i % 3, "suspension", 402, () -> suspend(true));
      becomes(i, i % 3, "end of a suspension", 200, () -> suspend(false));
    }
    emptyAgain();
  }

  private void figures() {
    for (Map.Entry<String, List<Long>> change : micros.entrySet()) {
      List<Long> took = change.getValue().stream().sorted().toList();
      long late = took.stream().filter(t -> t > BOUND.toNanos() / 1000).count();
      Proof.row(
          change.getKey() + " on one node, in force on the other two",
          "%d of %d within 1 s; median %.0f ms, 95 %% %.0f ms, longest %.0f ms",
          took.size() - late,
          took.size(),
          took.get(took.size() / 2) / 1e3,
          took.get(took.size() * 95 / 100) / 1e3,
          took.getLast() / 1e3);
      require(late == 0, "%s: %d were late", change.getKey(), late);
    }
  }

  /** What the blocks and suspensions needed is spent, for a round of top-ups that begins empty. */
  private void emptyAgain() {
    if (!warm) {
      drain(-1);
    }
  }

  /** As dunning leaves it; it has no command of its own. */
  private void suspend(boolean suspended) throws Exception {
    String invoice =
        suspended
            ? "jsonb_build_object('invoice', gen_random_uuid(), 'due', '49.00', 'decline', 'expired_card')"
            : "'{}'";
    cluster.change(
        "update subscription set state = ?, version = version + 1, facts = " + invoice
            + " where id = cast(? as uuid)",
        suspended ? "suspended" : "active",
        buyer.subscription());
  }

  /** Something that is answered for. */
  private interface Change {
    void make() throws Exception;
  }

  private void becomes(int round, int teller, String change, int status, Change made)
      throws Exception {
    for (Node node : cluster.nodes) {
      require(call(node).statusCode() != status, "round %d: %s changes something", round, change);
    }
    made.make();
    long since = System.nanoTime();
    List<Future<Long>> others = new ArrayList<>();
    for (Node node : cluster.nodes) {
      if (node.number != teller + 1) {
        others.add(threads.submit(measured(node, status, since)));
      }
    }
    for (Future<Long> other : others) {
      micros.computeIfAbsent(change, c -> new ArrayList<>()).add(other.get());
    }
    // The teller itself, so that the next round finds all of them alike.
    measured(cluster.nodes.get(teller), status, since).call();
    if (round % 25 == 24) {
      say("%s: %d of them", change, round + 1);
    }
  }

  private Callable<Long> measured(Node node, int status, long since) {
    return () -> {
      HttpResponse<String> answer = call(node);
      while (answer.statusCode() != status && Proof.since(since).compareTo(PATIENCE) < 0) {
        pause(BETWEEN_CALLS_MILLIS);
        answer = call(node);
      }
      long took = Proof.since(since).toNanos() / 1000;
      require(answer.statusCode() == status, "%s answers %d: %s", node, status, answer.body());
      return took;
    };
  }

  private HttpResponse<String> call(Node node) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.gateway + Cluster.FORECAST))
            .header("X-API-Key", buyer.key())
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void drain(int round) {
    Load load =
        new Load(
            cluster.nodes,
            12,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            true,
            Duration.ofSeconds(120));
    load.run();
    require(load.unfinished == 0, "round %d: the wallet is empty again: %s", round, load.figures());
  }
}

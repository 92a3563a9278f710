package cluster;

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
import java.util.function.Predicate;

/**
 * How long after one node answered for a change the other two act on it. The clock starts when the
 * change was answered for; the other nodes are called again and again until they show it.
 */
final class InForce {
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BETWEEN_CALLS_MILLIS = 15;

  private final Cluster cluster;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
  private final Map<String, List<Long>> micros = new TreeMap<>();

  InForce(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Something that is answered for. */
  interface Change {
    void make() throws Exception;
  }

  /** Whatever was measured so far was a warm-up. */
  void forget() {
    micros.clear();
  }

  /**
   * Makes the change and measures.
   *
   * @param teller the index of the node that is told; all others are measured
   * @param shown whether an answer to a call with this key shows the change; none does before
   */
  void becomes(
      int round,
      int teller,
      String change,
      String key,
      Predicate<HttpResponse<String>> shown,
      Change made)
      throws Exception {
    for (Node node : cluster.nodes) {
      require(!shown.test(call(node, key)), "round %d: %s changes something", round, change);
    }
    made.make();
    shows(round, teller, change, key, shown);
  }

  /** Measures a change that was answered for just now. */
  void shows(
      int round, int teller, String change, String key, Predicate<HttpResponse<String>> shown)
      throws Exception {
    long since = System.nanoTime();
    List<Future<Long>> others = new ArrayList<>();
    for (Node node : cluster.nodes) {
      if (node.number != teller + 1) {
        others.add(threads.submit(measured(node, key, shown, since)));
      }
    }
    for (Future<Long> other : others) {
      micros.computeIfAbsent(change, c -> new ArrayList<>()).add(other.get());
    }
    // The teller itself, so that the next round finds all of them alike.
    measured(cluster.nodes.get(teller), key, shown, since).call();
    if (round % 25 == 24) {
      say("%s: %d of them", change, round + 1);
    }
  }

  private Callable<Long> measured(
      Node node, String key, Predicate<HttpResponse<String>> shown, long since) {
    return () -> {
      HttpResponse<String> answer = call(node, key);
      while (!shown.test(answer) && Proof.since(since).compareTo(PATIENCE) < 0) {
        pause(BETWEEN_CALLS_MILLIS);
        answer = call(node, key);
      }
      long took = Proof.since(since).toNanos() / 1000;
      require(
          shown.test(answer), "%s answers %d: %s", node, answer.statusCode(), answer.body());
      return took;
    };
  }

  private HttpResponse<String> call(Node node, String key) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.gateway + Cluster.FORECAST))
            .header("X-API-Key", key)
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Prints a row a change; requires each to have been in force in time, every time. */
  void figures() {
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
}

package cluster;

import static cluster.Proof.pause;
import static cluster.Proof.require;
import static cluster.Proof.say;
import static cluster.Proof.seconds;
import static cluster.Proof.since;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three processes of the packaged application on one PostgreSQL, and one origin. All of it is begun
 * at once on an empty database, the samples on the first node only; everything ends with {@link
 * #close}.
 */
final class Cluster implements AutoCloseable {
  static final String FORECAST = "/acme/weather/forecast/oslo";
  /** What one call on the plan {@code credits} costs. */
  static final long PRICE = 10_000;

  final Path home;
  final Postgres postgres;
  final Origin origin;
  final List<Node> nodes = new ArrayList<>();
  private final List<Node> started = new ArrayList<>();
  private boolean ended;

  private Cluster(int firstPort) throws Exception {
    Path root = Path.of(System.getProperty("turnpike.root"));
    Path application = root.resolve("backend/target/quarkus-app");
    home = Files.createTempDirectory("turnpike-proof-");
    new ProcessBuilder("chmod", "755", home.toString()).start().waitFor();
    postgres = new Postgres(home.resolve("postgres"), application.resolve("lib/main"), firstPort);
    origin = new Origin(firstPort + 1);
    Map<String, String> environment =
        Map.of(
            "TURNPIKE_SECRET", "c2VjcmV0LW9mLXRoZS1wcm9vZi1vbi10aHJlZS1ub2Rlcw",
            "TURNPIKE_DATABASE_URL", postgres.url(),
            "TURNPIKE_DATABASE_OWNER_USER", "turnpike_owner",
            "TURNPIKE_DATABASE_OWNER_PASSWORD", Postgres.PASSWORD,
            "TURNPIKE_DATABASE_APP_PASSWORD", "app-" + Postgres.PASSWORD,
            "TURNPIKE_DATABASE_GATE_PASSWORD", "gate-" + Postgres.PASSWORD,
            "TURNPIKE_DATABASE_JOBS_PASSWORD", "jobs-" + Postgres.PASSWORD);
    for (int i = 1; i <= 3; i++) {
      nodes.add(
          new Node(i, firstPort + 100, home, application.resolve("quarkus-run.jar"), environment));
    }
  }

  /** Returns when all three serve acme's weather from the origin of this proof. */
  static Cluster start() throws Exception {
    Cluster cluster = new Cluster(Proof.number("PORTS", 21000));
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::end, "end"));
    try {
      cluster.begin();
    } catch (Throwable failure) {
      cluster.close();
      throw failure;
    }
    return cluster;
  }

  private void begin() throws Exception {
    postgres.start();
    postgres.createDatabase();
    long begin = System.nanoTime();
    for (Node node : nodes) {
      begin(node, node.number == 1);
    }
    for (Node node : nodes) {
      node.awaitReady();
    }
    change(
        "update api_release set terms = jsonb_set(terms, '{origins,origin}', to_jsonb(?::text))"
            + " where api_id in (select id from api where slug = 'weather')",
        "http://127.0.0.1:" + (Proof.number("PORTS", 21000) + 1));
    change("update api set slug = slug where slug = 'weather'");
    sell("unmetered", "{\"billing\": \"free\", \"currency\": \"USD\"}");
    sell(
        "dear",
        "{\"billing\": \"prepaid\", \"currency\": \"USD\", \"request_price\": \"0.10\"}");
    mutate(System.getenv("MUTANT"));
    say("three nodes serve %.1f s after they began at once on an empty database", seconds(since(begin)));
  }

  /**
   * Takes guards out of the database, to see that a proof misses them. Parts are separated by {@code
   * ;;}: {@code function~guard~what stands there instead}, or a statement.
   */
  private void mutate(String mutant) throws SQLException {
    if (mutant == null || mutant.isBlank()) {
      return;
    }
    for (String part : mutant.split(";;")) {
      String[] words = part.strip().split("~", -1);
      if (words.length == 1) {
        change(words[0]);
      } else {
        String was = text("select pg_get_functiondef(cast(? as regproc))", words[0]);
        require(was.contains(words[1]), "%s has the guard %s", words[0], words[1]);
        change(was.replace(words[1], words[2]));
      }
      say("MUTANT: %s", part);
    }
  }

  /** A plan that the samples do not have. */
  private void sell(String slug, String terms) throws SQLException {
    change(
        "insert into plan (id, tenant_id, product_id, slug, name, position)"
            + " select gen_random_uuid(), tenant_id, product_id, ?, ?, 99 from plan"
            + " where slug = 'credits'",
        slug,
        slug);
    change(
        "insert into plan_revision (id, tenant_id, plan_id, number, terms, published_at)"
            + " select gen_random_uuid(), tenant_id, id, 1, cast(? as jsonb), now() from plan"
            + " where slug = ?",
        terms,
        slug);
  }

  void begin(Node node, boolean samples) throws IOException {
    node.begin(samples);
    started.add(node);
  }

  /** Starts a node that was ended before, and waits until it serves. */
  double restart(Node node) throws Exception {
    long begin = System.nanoTime();
    begin(node, false);
    node.awaitReady();
    return seconds(since(begin));
  }

  /** A buyer of globex with its key known to all nodes. */
  Manage.Buyer buyer(String plan, String slug) throws Exception {
    Manage.Buyer buyer =
        new Manage(nodes.getFirst(), "gwen@globex.example")
            .buyer("globex", "acme", "weather", plan, slug);
    pause(1500);
    return buyer;
  }

  /** What so many calls cost, as a top-up's amount. */
  static String worth(long calls) {
    long cents = calls * PRICE / 10_000;
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }

  // The database, as its superuser

  long number(String sql, Object... parameters) throws SQLException {
    return Long.parseLong(text(sql, parameters));
  }

  String text(String sql, Object... parameters) throws SQLException {
    try (Connection database = postgres.connect();
        PreparedStatement statement = prepared(database, sql, parameters);
        ResultSet row = statement.executeQuery()) {
      require(row.next(), "an answer to %s", sql);
      return String.valueOf(row.getString(1));
    }
  }

  int change(String sql, Object... parameters) throws SQLException {
    try (Connection database = postgres.connect();
        PreparedStatement statement = prepared(database, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepared(Connection database, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = database.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Waits until it is so, and tells how long that took. */
  double until(Duration patience, String what, Condition condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      require(since(begin).compareTo(patience) < 0, "%s within %s", what, patience);
      pause(50);
    }
    return seconds(since(begin));
  }

  /** Something to be waited for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  long gatewayCpu() {
    return started.stream().filter(Node::isAlive).mapToLong(n -> Cpu.ofProcess(n.pid())).sum();
  }

  long postgresCpu() {
    return Cpu.ofPostgres(postgres.pid());
  }

  /** Once, whether the proof is over or the process is told to stop. */
  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    for (Node node : nodes) {
      if (node.isAlive()) {
        try {
          node.signal("CONT");
          node.kill();
        } catch (Exception stubborn) {
          System.err.println(node + " does not end: " + stubborn);
        }
      }
    }
    try {
      postgres.close();
      origin.close();
    } catch (IOException stubborn) {
      System.err.println("PostgreSQL does not end: " + stubborn);
    }
    if (System.getenv("KEEP") == null) {
      delete(home);
    }
  }

  /** The logs of nodes go with the directory, unless KEEP is set. */
  @Override
  public void close() {
    for (Node node : nodes) {
      try {
        if (node.isAlive()) {
          node.stop();
        }
      } catch (Exception stubborn) {
        System.err.println(stubborn.getMessage());
      }
    }
    end();
  }

  private static void delete(Path root) {
    try {
      if (!Files.exists(root)) {
        return;
      }
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException left) {
      System.err.println("left behind: " + left.getMessage());
    }
  }
}

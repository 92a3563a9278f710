package dev.turnpike.tenants.lease;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This node's trips to PostgreSQL, one statement each. Every trip that comes back extends the
 * node's leases; every trip is given up after a while, for a connection can be dead without saying
 * so.
 */
final class Books {
  private static final Duration ACQUIRE = Duration.ofSeconds(2);
  private static final Duration POST = Duration.ofSeconds(10);

  private static final String ACQUIRE_SQL =
      "select * from gate_acquire($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
          + " $16)";
  private static final String LOOK_SQL = "select * from gate_look($1, $2, $3, $4, $5, $6, $7)";
  private static final String POST_SQL =
      "select * from gate_post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
          + " $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)";

  private final Pool pool;
  private final Node node;

  Books(Pool pool, Node node) {
    this.pool = pool;
    this.node = node;
  }

  /** The database took the node's leases from it: whatever it still has is void. */
  static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stale() {
      super("this node was gone for too long and begins anew", null, false, false);
    }
  }

  /**
   * What is wanted of a pot.
   *
   * @param bound the size of a counter or a budget; null when it only counts
   * @param cost of one call
   * @param need without so much, nothing is granted
   * @param wish what all waiting calls need
   * @param most what is spent in a second or two
   */
  record Want(Slice slice, @Nullable Long bound, long cost, long need, long wish, long most) {}

  /**
   * What became of it.
   *
   * @param total all that this node ever got of the pot
   * @param elsewhere what other nodes hold of a short pot
   */
  record Grant(
      boolean isShort,
      UUID id,
      long granted,
      long total,
      long used,
      long held,
      long available,
      long elsewhere) {}

  /** Where a pot stands, for a question. */
  record Sight(long used, long held, long available, long lent) {}

  /** Where a pot stands after a batch. */
  record Standing(int pot, long used, long held, long available, boolean ended) {}

  /** What the nodes are asked for together. */
  record Heard(long nodes, List<Demands.Told> all) {}

  record Posted(List<Standing> standings, long conflicts) {}

  Future<Void> begin() {
    long sent = System.nanoTime();
    return pool.preparedQuery("select gate_node_started($1) as epoch")
        .execute(Tuple.of(node.id()))
        .timeout(POST.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(rows -> node.begins(rows.iterator().next().getLong("epoch"), sent))
        .mapEmpty();
  }

  /** Gives back whatever the node holds; answers of how many pots. */
  Future<Long> clear() {
    return trip(
            "select gate_node_cleared($1, $2) as ended", Tuple.of(node.id(), node.epoch()), POST)
        .map(rows -> rows.iterator().next().getLong("ended"));
  }

  /**
   * A sign of life, with what callers ask of this node's rates; answers what all nodes are asked.
   */
  Future<Heard> seen(List<Demands.Told> demands) {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(node.id())
            .addLong(node.epoch())
            .addArrayOfUUID(demands.stream().map(Demands.Told::subscription).toArray(UUID[]::new))
            .addArrayOfString(demands.stream().map(Demands.Told::limit).toArray(String[]::new))
            .addArrayOfLong(demands.stream().map(Demands.Told::demand).toArray(Long[]::new));
    return trip("select * from gate_node_seen($1, $2, $3, $4, $5)", parameters, ACQUIRE)
        .compose(
            rows -> {
              long nodes = 1;
              List<Demands.Told> all = new ArrayList<>();
              for (Row row : rows) {
                if (!row.getBoolean("good")) {
                  return Future.failedFuture(new Stale());
                }
                nodes = row.getLong("nodes");
                if (row.getString("name") != null) {
                  all.add(
                      new Demands.Told(
                          row.getUUID("subscription"),
                          row.getString("name"),
                          row.getLong("demand")));
                }
              }
              return Future.succeededFuture(new Heard(nodes, all));
            });
  }

  Future<List<Grant>> acquire(Route route, List<Want> wants, boolean recalls) {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(node.id())
            .addLong(node.epoch())
            .addUUID(route.publisher())
            .addUUID(route.consumer())
            .addUUID(route.subscription());
    addKeys(parameters, wants.stream().map(Want::slice).toList());
    parameters
        .addArrayOfLong(wants.stream().map(Want::bound).toArray(Long[]::new))
        .addArrayOfLong(wants.stream().map(Want::cost).toArray(Long[]::new))
        .addArrayOfLong(wants.stream().map(Want::need).toArray(Long[]::new))
        .addArrayOfLong(wants.stream().map(Want::wish).toArray(Long[]::new))
        .addArrayOfLong(wants.stream().map(Want::most).toArray(Long[]::new))
        .addBoolean(recalls);
    return trip(ACQUIRE_SQL, parameters, ACQUIRE).compose(Books::grants);
  }

  Future<List<Sight>> look(UUID subscription, List<Slice> slices) {
    Tuple parameters = Tuple.tuple().addUUID(node.id()).addUUID(subscription);
    addKeys(parameters, slices);
    return trip(LOOK_SQL, parameters, ACQUIRE)
        .map(
            rows -> {
              List<Sight> sights = new ArrayList<>();
              for (Row row : rows) {
                sights.add(
                    new Sight(
                        row.getLong("used"),
                        row.getLong("held"),
                        row.getLong("available"),
                        row.getLong("lent")));
              }
              return sights;
            });
  }

  Future<Posted> post(Takings takings) {
    return trip(POST_SQL, takings.columns(), POST)
        .compose(
            rows -> {
              List<Standing> standings = new ArrayList<>();
              long conflicts = 0;
              for (Row row : rows) {
                if (row.getString("verdict").equals("stale")) {
                  return Future.failedFuture(new Stale());
                }
                conflicts = row.getLong("conflicts");
                if (row.getInteger("pot") > 0) {
                  standings.add(standing(row));
                }
              }
              return Future.succeededFuture(new Posted(standings, conflicts));
            });
  }

  /** A pot that is not there, for nothing was ever leased of it, is none to remember. */
  private static Standing standing(Row row) {
    Long used = row.getLong("used");
    Long held = row.getLong("held");
    Long available = row.getLong("available");
    boolean there = used != null && held != null && available != null;
    return new Standing(
        row.getInteger("pot"),
        there ? used : 0,
        there ? held : 0,
        there ? available : 0,
        !there || row.getBoolean("ended"));
  }

  private static Future<List<Grant>> grants(RowSet<Row> rows) {
    List<Grant> grants = new ArrayList<>();
    for (Row row : rows) {
      String verdict = row.getString("verdict");
      if (verdict.equals("stale")) {
        return Future.failedFuture(new Stale());
      }
      grants.add(
          new Grant(
              verdict.equals("short"),
              row.getUUID("id"),
              row.getLong("granted"),
              row.getLong("total"),
              row.getLong("used"),
              row.getLong("held"),
              row.getLong("available"),
              row.getLong("elsewhere")));
    }
    return Future.succeededFuture(grants);
  }

  private static void addKeys(Tuple parameters, List<Slice> slices) {
    int n = slices.size();
    String[] kinds = new String[n];
    UUID[] ids = new UUID[n];
    String[] subjects = new String[n];
    String[] names = new String[n];
    OffsetDateTime[] starts = new OffsetDateTime[n];
    for (int i = 0; i < n; i++) {
      Pot pot = slices.get(i).pot();
      kinds[i] = pot.kind().word();
      ids[i] = pot.id();
      starts[i] = pot.startsAt().atOffset(ZoneOffset.UTC);
      boolean counts = slices.get(i).key() instanceof PotKey.Counter;
      subjects[i] = counts ? ((PotKey.Counter) slices.get(i).key()).subject() : "";
      names[i] = counts ? ((PotKey.Counter) slices.get(i).key()).limit() : "";
    }
    parameters
        .addArrayOfString(kinds)
        .addArrayOfUUID(ids)
        .addArrayOfString(subjects)
        .addArrayOfString(names)
        .addArrayOfOffsetDateTime(starts);
  }

  private Future<RowSet<Row>> trip(String sql, Tuple parameters, Duration patience) {
    long sent = System.nanoTime();
    return pool.preparedQuery(sql)
        .execute(parameters)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(rows -> node.spoke(sent));
  }
}

package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps the snapshot up to date: reads what changed when PostgreSQL notifies, and every {@link
 * #POLL} in any case, so that a lost notification costs a quarter of a second and no more.
 *
 * <p>Transactions commit in another order than they take their change ids. So a read starts from
 * the oldest transaction that was still running at the last one, and drops what it has seen.
 */
@ApplicationScoped
public class SnapshotFeed implements Snapshots {
  private static final Logger LOG = Logger.getLogger(SnapshotFeed.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LISTEN_AGAIN = Duration.ofSeconds(2);

  private static final String CHANGES =
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, c.id, c.kind, c.subject
      from (select 1) as always left join change c on c.xid >= $1::text::xid8
      """;

  private final Vertx vertx;
  private final Pool pool;
  private final SnapshotReader reader;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Snapshot current = Snapshot.empty();
  private volatile boolean again;
  private volatile boolean stopped;
  private String oldest = "0";
  private Set<Long> seen = new HashSet<>();
  private long timer;

  SnapshotFeed(Vertx vertx, @ReactiveDataSource("gate") Pool pool, SnapshotReader reader) {
    this.vertx = vertx;
    this.pool = pool;
    this.reader = reader;
  }

  @Override
  public Snapshot current() {
    return current;
  }

  /** Reads everything once, then follows. Completes when the first snapshot can be served. */
  public Future<Void> start() {
    return pool.query("select pg_snapshot_xmin(pg_current_snapshot())::text as oldest")
        .execute()
        .onSuccess(rows -> oldest = rows.iterator().next().getString("oldest"))
        .compose(rows -> reader.all())
        .onSuccess(all -> current = all)
        .onSuccess(all -> follow())
        .mapEmpty();
  }

  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void follow() {
    timer = vertx.setPeriodic(POLL.toMillis(), tick -> read());
    listen();
    read();
  }

  /** LISTEN keeps one connection for itself; when it is lost, polling goes on alone meanwhile. */
  private void listen() {
    if (stopped) {
      return;
    }
    pool.getConnection()
        .compose(this::subscribe)
        .onFailure(
            lost -> {
              LOG.debugf(lost, "no notifications for now, polling goes on");
              vertx.setTimer(LISTEN_AGAIN.toMillis(), tick -> listen());
            });
  }

  private Future<Void> subscribe(SqlConnection connection) {
    PgConnection.cast(connection).notificationHandler(notification -> read());
    connection.closeHandler(gone -> vertx.setTimer(LISTEN_AGAIN.toMillis(), tick -> listen()));
    return connection.query("listen turnpike_change").execute().mapEmpty();
  }

  /** One read at a time; a call during a read makes another one follow it. */
  private void read() {
    if (stopped) {
      return;
    }
    again = true;
    if (!reading.compareAndSet(false, true)) {
      return;
    }
    again = false;
    pool.preparedQuery(CHANGES)
        .execute(Tuple.of(oldest))
        .compose(this::apply)
        .onFailure(away -> LOG.debugf(away, "changes cannot be read now"))
        .onComplete(
            done -> {
              reading.set(false);
              if (again && done.succeeded()) {
                read();
              }
            });
  }

  private Future<Void> apply(RowSet<Row> rows) {
    Set<Long> now = new HashSet<>();
    Set<TenantId> publishers = new LinkedHashSet<>();
    Set<ApplicationId> applications = new LinkedHashSet<>();
    String oldestNow = oldest;
    for (Row row : rows) {
      oldestNow = row.getString("oldest");
      Long id = row.getLong("id");
      if (id == null) {
        continue;
      }
      now.add(id);
      if (seen.contains(id)) {
        continue;
      }
      UUID subject = row.getUUID("subject");
      switch (row.getString("kind")) {
        case "publisher" -> publishers.add(new TenantId(subject));
        case "application" -> applications.add(new ApplicationId(subject));
        default -> throw new IllegalStateException("change of kind " + row.getString("kind"));
      }
    }
    String next = oldestNow;
    return reader
        .changed(current, publishers, applications)
        .onSuccess(
            snapshot -> {
              // Only now is it behind us: a failed read is read again.
              current = snapshot;
              oldest = next;
              seen = now;
            })
        .mapEmpty();
  }
}

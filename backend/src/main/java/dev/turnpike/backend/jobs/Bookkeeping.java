package dev.turnpike.backend.jobs;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Credit whose time is over is taken back, and the books are held against each other. On any node,
 * however often: what is done is done once.
 */
@ApplicationScoped
class Bookkeeping {
  private static final Logger LOG = Logger.getLogger(Bookkeeping.class);

  /** What independent records must agree on, account by account; answers only those that do not. */
  private static final String DIFFERENCES =
      """
      select account_id, posted, entries, lots, charged, used, paid, credited, refunded, taken_back,
        lopsided
      from reconcile(null)
      where posted <> entries or greatest(posted, 0) <> lots or charged <> used or paid <> credited
        or refunded <> taken_back or lopsided > 0
      limit 100
      """;

  private final Pool pool;
  private final Clock clock;

  Bookkeeping(@ReactiveDataSource("jobs") Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Each second, for until then calls could use it. */
  @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> expire() {
    return pool.preparedQuery("select expire_lots($1) as changed")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .invoke(
            rows -> {
              long changed = rows.iterator().next().getLong("changed");
              if (changed > 0) {
                LOG.infof("credit of %d wallets has expired", changed);
              }
            })
        .replaceWithVoid();
  }

  /** The alert is an error in the log with the account; the publisher sees it under Books. */
  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> reconcile() {
    return pool.query(DIFFERENCES).execute().invoke(Bookkeeping::alert).replaceWithVoid();
  }

  private static void alert(RowSet<Row> rows) {
    for (Row row : rows) {
      LOG.errorf(
          "the books of account %s do not agree: %s", row.getUUID("account_id"), row.toJson());
    }
  }
}

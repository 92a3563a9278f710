package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.billing.ProcessorEvents;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Works on the events that processors sent; on any node, each at least once, to the same end. */
@ApplicationScoped
class EventRounds {
  private static final Logger LOG = Logger.getLogger(EventRounds.class);
  private static final int AT_ONCE = 100;

  private final Pool pool;
  private final ProcessorEvents events;

  EventRounds(@ReactiveDataSource("jobs") Pool pool, ProcessorEvents events) {
    this.pool = pool;
    this.events = events;
  }

  @Scheduled(
      every = "${turnpike.events.every:1s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    return pool.preparedQuery("select * from waiting_events($1)")
        .execute(Tuple.of(AT_ONCE))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(this::process)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> process(Row row) {
    return events
        .process(
            new TenantId(row.getUUID("consumer_id")),
            row.getUUID("publisher_id"),
            row.getString("event_id"),
            row.getUUID("payment_id"))
        .onFailure()
        .invoke(failed -> LOG.errorf(failed, "event %s", row.getString("event_id")))
        .onFailure()
        .recoverWithNull();
  }
}

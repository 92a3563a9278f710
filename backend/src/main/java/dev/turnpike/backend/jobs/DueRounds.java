package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.due.Rounds;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Looks each second which accounts have something due, and does it as their consumer. Every node
 * does; who comes second finds nothing left. After a standstill all that was missed is due, and is
 * done in order.
 */
@ApplicationScoped
class DueRounds {
  private static final Logger LOG = Logger.getLogger(DueRounds.class);
  private static final int MOST_ACCOUNTS = 200;

  private final Pool pool;
  private final Rounds rounds;
  private final Clock clock;

  DueRounds(@ReactiveDataSource("jobs") Pool pool, Rounds rounds, Clock clock) {
    this.pool = pool;
    this.rounds = rounds;
    this.clock = clock;
  }

  @Scheduled(
      every = "${turnpike.due.every:1s}",
      delayed = "3s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return pool.preparedQuery("select consumer_id, account_id from due_accounts($1, $2)")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), MOST_ACCOUNTS))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(this::round)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> round(Row row) {
    AccountId account = new AccountId(row.getUUID("account_id"));
    return rounds
        .catchUp(new TenantId(row.getUUID("consumer_id")), account)
        .onFailure()
        .invoke(failed -> LOG.errorf(failed, "what is due for account %s", account))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}

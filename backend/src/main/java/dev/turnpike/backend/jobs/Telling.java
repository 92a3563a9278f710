package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.notice.Mails;
import dev.turnpike.tenants.notice.Thresholds;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Looks for what consumers are to know, and sends the letters that wait; on any node. */
@ApplicationScoped
class Telling {
  private static final int TENANTS_AT_ONCE = 50;

  private final Pool pool;
  private final Thresholds thresholds;
  private final Mails mails;
  private final Letters letters;
  private final Clock clock;

  Telling(
      @ReactiveDataSource("jobs") Pool pool,
      Thresholds thresholds,
      Mails mails,
      Letters letters,
      Clock clock) {
    this.letters = letters;
    this.pool = pool;
    this.thresholds = thresholds;
    this.mails = mails;
    this.clock = clock;
  }

  @Scheduled(
      every = "${turnpike.notices.every:10s}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return thresholds.look().replaceWithVoid();
  }

  @Scheduled(
      every = "${turnpike.mails.every:5s}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> send() {
    return pool.preparedQuery("select tenant_id from tenants_with_mail($1, $2)")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), TENANTS_AT_ONCE))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> mails.send(new TenantId(row.getUUID("tenant_id"))))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  @Scheduled(
      every = "${turnpike.mails.every:5s}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sendLetters() {
    return letters.send().replaceWithVoid();
  }
}

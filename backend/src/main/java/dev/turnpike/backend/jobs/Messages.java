package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.event.Courier;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Sends the events that wait for tenants' systems, and forgets old ones; on any node. */
@ApplicationScoped
class Messages {
  private static final int TENANTS_AT_ONCE = 50;
  private static final int SIDE_BY_SIDE = 8;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Vertx vertx;
  private final Pool pool;
  private final Courier courier;
  private final Clock clock;

  Messages(Vertx vertx, @ReactiveDataSource("jobs") Pool pool, Courier courier, Clock clock) {
    this.vertx = vertx;
    this.pool = pool;
    this.courier = courier;
    this.clock = clock;
  }

  /** Tenants side by side: one whose systems hang is not in the others' way. */
  @Scheduled(
      every = "${turnpike.webhooks.every:2s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> send() {
    return pool.preparedQuery("select tenant_id from tenants_with_events($1)")
        .execute(Tuple.of(TENANTS_AT_ONCE))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .map(row -> new TenantId(row.getUUID("tenant_id")))
        .onItem()
        .transformToUni(tenant -> byItself(() -> courier.sendAll(tenant)))
        .merge(SIDE_BY_SIDE)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** On a context of its own, since a context has one database session at a time. */
  private <T> Uni<T> byItself(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(own, true);
              own.runOnContext(
                  ignored -> work.get().subscribe().with(emitter::complete, emitter::fail));
            });
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return pool.preparedQuery("select forget_events($1)")
        .execute(Tuple.of(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}

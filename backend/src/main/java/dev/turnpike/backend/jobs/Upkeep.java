package dev.turnpike.backend.jobs;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * What has to be done from time to time, on any node and however often: the days of the large
 * tables made ahead, and the leases of nodes that are gone.
 */
@ApplicationScoped
class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  /** Before the first call is logged. */
  private static final int BEFORE_THE_GATEWAY = 90;

  private static final int DAYS_AHEAD = 7;
  private static final Duration GONE = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final Clock clock;

  Upkeep(@ReactiveDataSource("jobs") Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  void start(@Observes @Priority(BEFORE_THE_GATEWAY) StartupEvent started) {
    makeDays().await().atMost(PATIENCE);
  }

  @Scheduled(every = "6h", delayed = "6h")
  Uni<Void> makeDays() {
    return pool.preparedQuery("select ensure_partitions($1, $2)")
        .execute(Tuple.of(at(clock.instant()), DAYS_AHEAD))
        .replaceWithVoid();
  }

  @Scheduled(every = "60s", delayed = "60s")
  Uni<Void> sweep() {
    return pool.preparedQuery("select gate_sweep($1) as released")
        .execute(Tuple.of(at(clock.instant().minus(GONE))))
        .invoke(
            rows -> {
              long released = rows.iterator().next().getLong("released");
              if (released > 0) {
                LOG.infof("ended %d leases of nodes that are gone", released);
              }
            })
        .replaceWithVoid();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

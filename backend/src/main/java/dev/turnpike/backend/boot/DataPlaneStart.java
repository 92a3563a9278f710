package dev.turnpike.backend.boot;

import dev.turnpike.tenants.lease.LeaseBook;
import dev.turnpike.tenants.snapshot.SnapshotFeed;
import dev.turnpike.tenants.usage.CallLogWriter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the gateway stands on, in order: the last life's usage posted, the first snapshot read, the
 * call log open. The gateway's listener starts after it and stops before it.
 */
@ApplicationScoped
class DataPlaneStart {
  /** Before the gateway's own observer, after the samples were applied. */
  static final int BEFORE_THE_GATEWAY = 100;

  private static final int AFTER_THE_GATEWAY = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LeaseBook leases;
  private final SnapshotFeed feed;
  private final CallLogWriter log;

  DataPlaneStart(LeaseBook leases, SnapshotFeed feed, CallLogWriter log) {
    this.leases = leases;
    this.feed = feed;
    this.log = log;
  }

  void start(@Observes @Priority(BEFORE_THE_GATEWAY) StartupEvent started) {
    await(leases.start().compose(open -> feed.start()));
    log.start();
  }

  void stop(@Observes @Priority(AFTER_THE_GATEWAY) ShutdownEvent stopped) {
    feed.stop();
    await(leases.stop());
    await(log.stop());
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the data plane cannot start or stop", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.turnpike.tenants.openapi;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Where documents are worked on: one at a time, off the event loop, so that no more than one large
 * tree is in memory however many people import.
 */
@ApplicationScoped
public class DocumentDesk {
  private static final int HANDS = 1;
  private static final long LONGEST_SECONDS = 60;

  private final WorkerExecutor hands;

  DocumentDesk(Vertx vertx) {
    this.hands =
        vertx.createSharedWorkerExecutor("documents", HANDS, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** Does the work and comes back to the caller's context. */
  public <T> Uni<T> work(Callable<T> work) {
    return Uni.createFrom()
        .completionStage(() -> hands.executeBlocking(work, false).toCompletionStage());
  }

  @PreDestroy
  void close() {
    hands.close();
  }
}

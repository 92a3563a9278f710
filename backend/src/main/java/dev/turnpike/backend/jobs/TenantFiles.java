package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.definition.WatchedDirectory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks every few seconds whether a tenant's file in the watched directory is another one. */
@ApplicationScoped
class TenantFiles {
  private static final Logger LOG = Logger.getLogger(TenantFiles.class);

  private final WatchedDirectory directory;

  TenantFiles(WatchedDirectory directory) {
    this.directory = directory;
  }

  /** A file that fails for another reason than its own is tried again the next time. */
  @Scheduled(
      every = "${turnpike.tenants.interval:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    for (WatchedDirectory.Found file : directory.changed()) {
      try {
        VertxContextSupport.subscribeAndAwait(() -> directory.apply(file));
      } catch (Throwable failure) {
        LOG.warnf(failure, "%s could not be applied; it is tried again", file.name());
      }
    }
  }
}

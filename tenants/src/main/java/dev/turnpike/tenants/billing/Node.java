package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Ids;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * This process among those that share a database. Its id lives in the data directory, so that the
 * next process there can end what this one leaves behind.
 */
@ApplicationScoped
public class Node {
  private static final Logger LOG = Logger.getLogger(Node.class);

  private final Pool pool;
  private final Clock clock;
  private final UUID id;

  Node(
      @ReactiveDataSource("gate") Pool pool,
      Clock clock,
      Ids ids,
      @ConfigProperty(name = "turnpike.data", defaultValue = ".turnpike") Path data) {
    this.pool = pool;
    this.clock = clock;
    this.id = identity(data.resolve("node-id"), ids);
  }

  UUID id() {
    return id;
  }

  /** Announces this process and releases what its earlier life held. Before the first call. */
  public Future<Void> start() {
    return pool.preparedQuery("select gate_node_started($1, $2) as released")
        .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
        .onSuccess(
            rows -> {
              long released = rows.iterator().next().getLong("released");
              if (released > 0) {
                LOG.infof("released %d reservations of calls that were cut off", released);
              }
            })
        .mapEmpty();
  }

  /**
   * Says that this process is still there; its reservations are swept 15 minutes after the last.
   */
  public Future<Void> seen() {
    return pool.preparedQuery("select gate_node_seen($1, $2)")
        .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  private static UUID identity(Path file, Ids ids) {
    try {
      if (Files.exists(file)) {
        return UUID.fromString(Files.readString(file).strip());
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      UUID id = ids.next();
      Files.writeString(file, id + "\n");
      return id;
    } catch (IOException unusable) {
      throw new UncheckedIOException("the node's id cannot be kept in " + file, unusable);
    }
  }
}

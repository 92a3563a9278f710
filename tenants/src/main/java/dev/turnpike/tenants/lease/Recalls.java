package dev.turnpike.tenants.lease;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what nodes tell each other through PostgreSQL: {@code -pot:node}, that node needs what
 * others do not use; {@code +pot}, there is more in it. Who hears nothing is none the worse off:
 * idle slices go back anyway and refusals are remembered for half a second.
 */
final class Recalls {
  private static final Logger LOG = Logger.getLogger(Recalls.class);
  private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Pool pool;
  private final UUID self;
  private final Consumer<UUID> recalled;
  private final Consumer<UUID> more;
  private volatile boolean stopped;
  private volatile @Nullable SqlConnection connection;

  Recalls(Vertx vertx, Pool pool, UUID self, Consumer<UUID> recalled, Consumer<UUID> more) {
    this.vertx = vertx;
    this.pool = pool;
    this.self = self;
    this.recalled = recalled;
    this.more = more;
  }

  Future<Void> start() {
    return pool.getConnection()
        .compose(this::listen)
        .onFailure(
            away -> {
              LOG.debugf(away, "no recalls for now");
              later();
            })
        .otherwiseEmpty();
  }

  void stop() {
    stopped = true;
    SqlConnection open = connection;
    if (open != null) {
      open.close();
    }
  }

  private void later() {
    if (!stopped) {
      vertx.setTimer(LISTEN_AGAIN.toMillis(), tick -> start());
    }
  }

  private Future<Void> listen(SqlConnection open) {
    connection = open;
    PgConnection.cast(open).notificationHandler(this::hear);
    open.closeHandler(gone -> later());
    return open.query("listen turnpike_lease").execute().mapEmpty();
  }

  private void hear(PgNotification notification) {
    String word = notification.getPayload();
    if (word.startsWith("+")) {
      more.accept(UUID.fromString(word.substring(1)));
      return;
    }
    int colon = word.indexOf(':');
    if (!UUID.fromString(word.substring(colon + 1)).equals(self)) {
      recalled.accept(UUID.fromString(word.substring(1, colon)));
    }
  }
}

package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * This process among those that share a database. Its id lives in the data directory, so that the
 * next process there can end what this one leaves behind.
 *
 * <p>Its leases are good for {@link #LEASE} after it last spoke to the database, measured on its
 * own monotonic clock from when it began to speak: nobody else's clock matters.
 */
final class Node {
  static final Duration LEASE = Duration.ofSeconds(10);

  private final UUID id;
  private final AtomicLong spokeNanos = new AtomicLong();
  private volatile long epoch;

  Node(Path data, Ids ids) {
    this.id = identity(data.resolve("node-id"), ids);
  }

  UUID id() {
    return id;
  }

  /** Which of its lives this is, as the database counts them. */
  long epoch() {
    return epoch;
  }

  void begins(long life, long sentNanos) {
    epoch = life;
    spokeNanos.set(sentNanos);
  }

  /** A trip that began then came back. */
  void spoke(long sentNanos) {
    spokeNanos.accumulateAndGet(sentNanos, (old, now) -> now - old > 0 ? now : old);
  }

  /** Whether what it holds may be spent. */
  boolean mayLend(long nowNanos) {
    return nowNanos - spokeNanos.get() < LEASE.toNanos();
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

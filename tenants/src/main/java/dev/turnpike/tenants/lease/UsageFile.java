package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.lease.UsageCodec.What;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What calls used, with the operating system before anybody is told that they are over: a killed
 * process loses none of it, a loss of power at most the last {@link #SYNC}.
 *
 * <p>Whoever ends a call writes its record, some microseconds into the page cache; handing it to a
 * thread of its own would cost two of them more than the write. Syncing, opening and deleting files
 * is that thread's, so event loops wait for no disk. A record that cannot be written whole is cut
 * off again: its call fails and is not charged, and what follows is readable.
 */
final class UsageFile {
  private static final Logger LOG = Logger.getLogger(UsageFile.class);
  private static final Duration SYNC = Duration.ofMillis(20);
  private static final Duration IDLE = Duration.ofMillis(50);
  private static final long SEGMENT_BYTES = 8L << 20;

  /** A segment with this much whose records are all posted is not kept for more. */
  private static final long WORTH_DROPPING_BYTES = 64 << 10;

  private final Path directory;
  private final Consumer<Written> outcomes;
  private final Queue<Segment> old = new ArrayDeque<>();
  private final Thread keeper;
  private volatile boolean stopping;
  private volatile boolean dropping;
  private volatile boolean unsynced;
  // Guarded by this: where the next record goes.
  private @Nullable FileChannel channel;
  private Segment segment;
  private long size;
  private long number;

  /** An outcome that is in the file, and the file it is in. */
  record Written(Usage usage, Segment segment) {}

  /**
   * Appends to a new file in the directory; files that are there are read by {@link UsageReader}.
   *
   * @param outcomes gets every outcome that is in a file
   */
  UsageFile(Path directory, Consumer<Written> outcomes) {
    this.directory = directory;
    this.outcomes = outcomes;
    this.number =
        UsageReader.files(directory).stream().mapToLong(UsageReader::number).max().orElse(0);
    this.segment = new Segment(directory);
    this.keeper = Thread.ofPlatform().name("usage-file").daemon().unstarted(this::keep);
  }

  void start() {
    try {
      Files.createDirectories(directory);
      beginAnother();
    } catch (IOException unusable) {
      throw new UncheckedIOException("usage cannot be kept in " + directory, unusable);
    }
    keeper.start();
  }

  /** Writes the record; fails when it certainly is not there. */
  Future<Void> append(What what, Usage usage) {
    Segment in;
    try {
      in = write(what, UsageCodec.encode(what, usage));
    } catch (IOException | RuntimeException failed) {
      LOG.errorf(failed, "call %s could not be written to %s", usage.request(), directory);
      return Future.failedFuture(failed);
    }
    if (what == What.OUTCOME) {
      outcomes.accept(new Written(usage, in));
    }
    return Future.succeededFuture();
  }

  private synchronized Segment write(What what, byte[] record) throws IOException {
    FileChannel file = channel;
    if (file == null || stopping) {
      throw new IOException("the usage file is closed");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(record);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException | RuntimeException failed) {
      cutBack(file);
      throw failed;
    }
    size += record.length;
    if (what == What.OUTCOME) {
      segment.wrote(1);
    }
    unsynced = true;
    return segment;
  }

  /**
   * Half a record is none; where even that fails, the file is left and the keeper begins another.
   */
  private void cutBack(FileChannel file) {
    try {
      file.truncate(size);
    } catch (IOException | RuntimeException stuck) {
      LOG.errorf(stuck, "%s cannot be repaired; a new file is begun", segment.path());
      channel = null;
      close(file);
    }
  }

  /** A file of an earlier life whose records are in the books: it is in the way no more. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      LOG.warnf(kept, "%s stays; its calls are posted and will be found so again", file);
    }
  }

  /**
   * Stops writing.
   *
   * @param posted whether everything is in the books, so that the files can go
   */
  void stop(boolean posted) {
    dropping = posted;
    stopping = true;
    LockSupport.unpark(keeper);
    try {
      keeper.join(5_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    while (!stopping) {
      LockSupport.parkNanos((unsynced ? SYNC : IDLE).toNanos());
      sync();
      try {
        if (isToEnd()) {
          beginAnother();
        }
      } catch (IOException full) {
        LOG.warnf(full, "no new usage file yet in %s", directory);
      }
      dropPosted();
    }
    end();
  }

  private void sync() {
    FileChannel file = open();
    if (unsynced && file != null) {
      unsynced = false;
      try {
        file.force(false);
      } catch (IOException failed) {
        LOG.errorf(failed, "%s could not be synced; a loss of power may cost it", segmentPath());
      }
    }
  }

  private synchronized @Nullable FileChannel open() {
    return channel;
  }

  private synchronized Path segmentPath() {
    return segment.path();
  }

  private synchronized boolean isToEnd() {
    return channel == null
        || size > SEGMENT_BYTES
        || (size > WORTH_DROPPING_BYTES && segment.isIdle());
  }

  private void beginAnother() throws IOException {
    number++;
    Path path = directory.resolve(UsageReader.name(number));
    FileChannel fresh =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    syncDirectory();
    FileChannel before = exchange(fresh, new Segment(path));
    if (before != null) {
      before.force(false);
      before.close();
    }
  }

  private synchronized @Nullable FileChannel exchange(FileChannel fresh, Segment next) {
    FileChannel before = channel;
    if (size > 0) {
      segment.close();
      old.add(segment);
    } else if (before != null) {
      delete(segment.path());
    }
    channel = fresh;
    segment = next;
    size = 0;
    return before;
  }

  /** A new file is there after a loss of power only if its directory was synced too. */
  private void syncDirectory() throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private void dropPosted() {
    while (!old.isEmpty() && old.peek().isDone()) {
      delete(old.remove().path());
    }
  }

  private synchronized void end() {
    FileChannel file = channel;
    channel = null;
    if (file != null) {
      close(file);
    }
    if (dropping) {
      delete(segment.path());
      old.forEach(each -> delete(each.path()));
    }
  }

  private static void close(FileChannel file) {
    try {
      file.force(false);
      file.close();
    } catch (IOException late) {
      LOG.warnf(late, "the usage file did not close");
    }
  }
}

package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.lease.UsageCodec.What;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
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
 * <p>Whoever ends a call copies its record into a file that is mapped into memory, which takes less
 * than a microsecond; a write for each took ten, and a thread of its own two wake-ups a call. A
 * file has its whole size and is full of zeros before it is written to, so a full disk is met when
 * the next one is made and never by a call. Making, syncing and deleting files is a thread's of its
 * own: event loops wait for no disk.
 */
final class UsageFile {
  private static final Logger LOG = Logger.getLogger(UsageFile.class);
  private static final Duration SYNC = Duration.ofMillis(20);
  private static final Duration IDLE = Duration.ofMillis(50);
  private static final byte[] ZEROS = new byte[64 << 10];

  /** What one file takes; the next one is made when half of it is full. */
  private static final int BYTES = 32 * ZEROS.length;

  private final Path directory;
  private final Consumer<Written> outcomes;
  private final Queue<Segment> old = new ArrayDeque<>();
  private final Thread keeper;
  private volatile boolean stopping;
  private volatile boolean dropping;
  private volatile boolean unsynced;
  // Guarded by this: where the next record goes.
  private @Nullable MappedByteBuffer records;
  private Segment segment;
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
    MappedByteBuffer file = records;
    if (file == null || stopping) {
      throw new IOException("the usage file is closed");
    }
    if (file.remaining() < record.length) {
      throw new IOException("the usage file is full");
    }
    file.put(record);
    if (what == What.OUTCOME) {
      segment.wrote(1);
    }
    unsynced = true;
    return segment;
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
    MappedByteBuffer file = records();
    if (unsynced && file != null) {
      unsynced = false;
      force(file);
    }
  }

  /** A disk that fails here costs no call: the thread that would make the next file lives on. */
  private static void force(MappedByteBuffer file) {
    try {
      file.force();
    } catch (UncheckedIOException failed) {
      LOG.error("usage could not be synced; a loss of power may cost it", failed);
    }
  }

  private synchronized @Nullable MappedByteBuffer records() {
    return records;
  }

  /** What withdraws a record of an older file must outlast that file. */
  private synchronized boolean isToEnd() {
    MappedByteBuffer file = records;
    if (file != null && old.isEmpty() && file.position() >= ZEROS.length && segment.isIdle()) {
      empty(file);
    }
    return file == null || file.position() > BYTES / 2;
  }

  /** All of it is posted: the file begins anew. */
  private static void empty(MappedByteBuffer file) {
    int end = file.position();
    for (int at = 0; at < end; at += ZEROS.length) {
      file.put(at, ZEROS, 0, Math.min(ZEROS.length, end - at));
    }
    file.position(0);
  }

  private void beginAnother() throws IOException {
    number++;
    Path path = directory.resolve(UsageReader.name(number));
    MappedByteBuffer before = exchange(empty(path), new Segment(path));
    if (before != null) {
      force(before);
    }
  }

  /** A file of zeros that has its place on the disk; none is left when it has not. */
  private MappedByteBuffer empty(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.wrap(ZEROS);
      while (file.position() < BYTES) {
        file.write(zeros.rewind());
      }
      file.force(true);
      syncDirectory();
      return file.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
    } catch (IOException full) {
      delete(path);
      throw full;
    }
  }

  private synchronized @Nullable MappedByteBuffer exchange(MappedByteBuffer fresh, Segment next) {
    MappedByteBuffer before = records;
    if (before != null) {
      segment.close();
      old.add(segment);
    }
    records = fresh;
    segment = next;
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
    MappedByteBuffer file = records;
    records = null;
    if (dropping) {
      delete(segment.path());
      old.forEach(each -> delete(each.path()));
    } else if (file != null) {
      force(file);
    }
  }
}

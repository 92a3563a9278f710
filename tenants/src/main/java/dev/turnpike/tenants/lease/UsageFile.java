package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.lease.UsageCodec.What;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What calls used, on this node's disk before anybody is told that they are over. One thread writes
 * and syncs whatever came meanwhile as one group, so event loops never wait for the disk and a call
 * waits for two syncs at most.
 *
 * <p>A group that cannot be written whole is cut off the file again: its calls fail and are not
 * charged, and what follows is readable.
 */
final class UsageFile {
  private static final Logger LOG = Logger.getLogger(UsageFile.class);
  private static final int GROUP_BYTES = 1 << 20;
  private static final long SEGMENT_BYTES = 8L << 20;

  /** A segment with this much whose records are all posted is not kept for more. */
  private static final long WORTH_DROPPING_BYTES = 64 << 10;

  private final Path directory;
  private final Consumer<Written> outcomes;
  private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final Queue<Segment> old = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(GROUP_BYTES);
  private final Thread writer;
  private volatile boolean stopping;
  private volatile boolean dropping;
  private @Nullable FileChannel channel;
  private Segment segment;
  private long number;

  /** An outcome that is on the disk, and the file it is in. */
  record Written(Usage usage, Segment segment) {}

  private record Pending(What what, Usage usage, ByteBuffer bytes, Promise<Void> promise) {}

  /**
   * Appends to a new file in the directory; files that are there are read by {@link UsageReader}.
   *
   * @param outcomes gets every outcome that is on the disk, in the order of the file
   */
  UsageFile(Path directory, Consumer<Written> outcomes) {
    this.directory = directory;
    this.outcomes = outcomes;
    this.number =
        UsageReader.files(directory).stream().mapToLong(UsageReader::number).max().orElse(0);
    this.segment = new Segment(directory);
    this.writer = Thread.ofPlatform().name("usage-file").daemon().unstarted(this::write);
  }

  void start() {
    try {
      Files.createDirectories(directory);
      rotate();
    } catch (IOException unusable) {
      throw new UncheckedIOException("usage cannot be kept in " + directory, unusable);
    }
    writer.start();
  }

  /** Completes when the record is on the disk; fails when it certainly is not. */
  Future<Void> append(What what, Usage usage) {
    if (stopping) {
      return Future.failedFuture("the usage file is closed");
    }
    Promise<Void> promise = Promise.promise();
    queue.add(new Pending(what, usage, ByteBuffer.wrap(UsageCodec.encode(what, usage)), promise));
    LockSupport.unpark(writer);
    return promise.future();
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
    LockSupport.unpark(writer);
    try {
      writer.join(5_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Pending> group = new ArrayList<>();
    while (true) {
      Pending next;
      buffer.clear();
      while ((next = queue.peek()) != null && next.bytes().remaining() <= buffer.remaining()) {
        queue.remove();
        group.add(next);
        buffer.put(next.bytes());
      }
      if (group.isEmpty()) {
        dropPosted();
        if (stopping) {
          close();
          return;
        }
        LockSupport.parkNanos(50_000_000);
      } else {
        write(group);
        group.clear();
      }
    }
  }

  private void write(List<Pending> group) {
    buffer.flip();
    long from = -1;
    try {
      FileChannel file = channel();
      from = file.size();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(false);
    } catch (IOException | RuntimeException failed) {
      LOG.errorf(failed, "%d calls could not be written to %s", group.size(), directory);
      cutBack(from);
      group.forEach(pending -> pending.promise().tryFail(failed));
      return;
    }
    for (Pending pending : group) {
      if (pending.what() == What.OUTCOME) {
        segment.wrote(1);
        outcomes.accept(new Written(pending.usage(), segment));
      }
      pending.promise().tryComplete();
    }
    try {
      if (channel().size() > SEGMENT_BYTES) {
        rotate();
      }
    } catch (IOException full) {
      LOG.warnf(full, "no new usage file yet, the old one grows on");
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      rotate();
      open = channel;
    }
    if (open == null) {
      throw new IOException("no usage file in " + directory);
    }
    return open;
  }

  /** Half a group is no record; where even that fails, the file is left and a new one begun. */
  private void cutBack(long size) {
    try {
      FileChannel open = channel;
      if (open != null && size >= 0) {
        open.truncate(size);
        open.force(false);
      }
    } catch (IOException | RuntimeException stuck) {
      LOG.errorf(stuck, "%s cannot be repaired; a new file is begun", segment.path());
      channel = null;
      segment.close();
      old.add(segment);
    }
  }

  private void rotate() throws IOException {
    Path path = directory.resolve(UsageReader.name(number + 1));
    FileChannel fresh =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    number++;
    FileChannel before = channel;
    if (before != null) {
      before.close();
      segment.close();
      old.add(segment);
    }
    channel = fresh;
    segment = new Segment(path);
    syncDirectory();
  }

  /** A new file is there after a loss of power only if its directory was synced too. */
  private void syncDirectory() throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private void dropPosted() {
    try {
      FileChannel open = channel;
      if (open != null && segment.isIdle() && open.size() > WORTH_DROPPING_BYTES) {
        rotate();
      }
    } catch (IOException stuck) {
      LOG.warnf(stuck, "%s stays for now", segment.path());
    }
    while (!old.isEmpty() && old.peek().isDone()) {
      delete(old.remove().path());
    }
  }

  private void close() {
    try {
      FileChannel open = channel;
      if (open != null) {
        open.close();
      }
    } catch (IOException late) {
      LOG.warnf(late, "%s did not close", segment.path());
    }
    if (dropping) {
      delete(segment.path());
      old.forEach(each -> delete(each.path()));
    }
  }
}

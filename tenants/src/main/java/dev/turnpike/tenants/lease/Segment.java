package dev.turnpike.tenants.lease;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** One file of usage; it goes when all of it is in the books. */
final class Segment {
  private final Path path;
  private final AtomicLong unposted = new AtomicLong();
  private volatile boolean full;

  Segment(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  void wrote(int records) {
    unposted.addAndGet(records);
  }

  void posted(int records) {
    unposted.addAndGet(-records);
  }

  /** Nothing will be appended any more. */
  void close() {
    full = true;
  }

  /** All that was written is posted. */
  boolean isIdle() {
    return unposted.get() <= 0;
  }

  boolean isDone() {
    return full && isIdle();
  }
}

package dev.turnpike.backend.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many token buckets, as the generic cell rate algorithm keeps them: one number each, the time at
 * which the bucket will be full again. Lock-free and bounded; a full bucket needs no entry, so
 * those are swept when room is needed. With no room left new keys pass uncounted.
 */
final class Cells<K> {
  private final ConcurrentHashMap<K, AtomicLong> fullAt = new ConcurrentHashMap<>();
  private final int max;

  Cells(int max) {
    this.max = max;
  }

  /**
   * Takes a token, or takes none and answers how long to wait for one.
   *
   * @param intervalNanos between two tokens
   * @param size tokens in a full bucket
   * @return 0 when taken, else nanoseconds
   */
  long take(K key, long nowNanos, long intervalNanos, long size) {
    AtomicLong cell = cell(key, nowNanos);
    if (cell == null) {
      return 0;
    }
    long latest = nowNanos + intervalNanos * (size - 1);
    while (true) {
      long seen = cell.get();
      long from = Math.max(seen, nowNanos);
      if (from > latest) {
        return from - latest;
      }
      if (cell.compareAndSet(seen, from + intervalNanos)) {
        return 0;
      }
    }
  }

  /** How long until the bucket is full again; 0 when it is. */
  long untilFull(K key, long nowNanos) {
    AtomicLong cell = fullAt.get(key);
    return cell == null ? 0 : Math.max(0, cell.get() - nowNanos);
  }

  /** Undoes one {@link #take}. */
  void giveBack(K key, long intervalNanos) {
    AtomicLong cell = fullAt.get(key);
    if (cell != null) {
      cell.addAndGet(-intervalNanos);
    }
  }

  private @Nullable AtomicLong cell(K key, long nowNanos) {
    AtomicLong known = fullAt.get(key);
    if (known != null) {
      return known;
    }
    if (fullAt.size() >= max) {
      fullAt.values().removeIf(cell -> cell.get() <= nowNanos);
      if (fullAt.size() >= max) {
        return null;
      }
    }
    return fullAt.computeIfAbsent(key, k -> new AtomicLong());
  }
}

package dev.turnpike.tenants.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Equal denials within a minute share one id and a counter, so that a client which loops on a 402
 * makes one case, not thousands. Bounded: when full, what is over goes first, then everything; a
 * forgotten denial merely gets a second id. Thread-safe; a repeated denial takes no lock.
 */
public final class RecentDenials {
  private static final Duration SHARED = Duration.ofSeconds(60);
  private static final int MAX_ENTRIES = 20_000;

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * One of equal denials.
   *
   * @param count how many there were so far, with this one
   */
  public record Seen(String id, Instant first, long count) {}

  /**
   * Counts a denial; {@code newId} is asked only when there was no equal one in the last minute.
   */
  public Seen see(String fingerprint, Instant now, Supplier<String> newId) {
    Entry known = entries.get(fingerprint);
    if (known == null || known.isOver(now)) {
      makeRoom(now);
      known =
          entries.compute(
              fingerprint,
              (key, old) -> old == null || old.isOver(now) ? new Entry(newId.get(), now) : old);
    }
    return new Seen(known.id, known.first, known.count.incrementAndGet());
  }

  int size() {
    return entries.size();
  }

  private void makeRoom(Instant now) {
    if (entries.size() < MAX_ENTRIES) {
      return;
    }
    entries.values().removeIf(entry -> entry.isOver(now));
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
  }

  private static final class Entry {
    private final String id;
    private final Instant first;
    private final AtomicLong count = new AtomicLong();

    private Entry(String id, Instant first) {
      this.id = id;
      this.first = first;
    }

    private boolean isOver(Instant now) {
      return !now.isBefore(first.plus(SHARED));
    }
  }
}

package dev.turnpike.tenants.kernel;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one source of new ids: UUID version 7 (RFC 9562 §5.7), strictly increasing within a process,
 * so that tables and partitions can be ordered by them. Thread-safe, without a lock. Ids are not
 * secrets: whatever must not be guessed comes from {@link java.security.SecureRandom}.
 */
public final class Ids {
  private static final long COUNTER_MASK = 0xFFF;

  private final Clock clock;
  private final AtomicLong lastStamp = new AtomicLong();

  public Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new id, greater than every id this instance gave before. */
  public UUID next() {
    long stamp = nextStamp(clock.millis());
    long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & COUNTER_MASK);
    long low = (ThreadLocalRandom.current().nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** The millisecond in which a version 7 id was made. */
  public static long millisOf(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /** Milliseconds and a 12-bit counter in one number: the counter carries into the milliseconds. */
  private long nextStamp(long millis) {
    return lastStamp.accumulateAndGet(millis << 12, (last, now) -> Math.max(last + 1, now));
  }
}

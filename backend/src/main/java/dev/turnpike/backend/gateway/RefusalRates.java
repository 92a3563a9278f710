package dev.turnpike.backend.gateway;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Refused calls have a limiter of their own: a client that loops on 402 costs little, and meets
 * 200, not 429, once it has paid.
 */
final class RefusalRates {
  private static final int MAX_KEYS = 100_000;

  /** So many seconds' worth may come at once: many calls that meet one empty wallet are no loop. */
  private static final int BURST_SECONDS = 15;

  private final Cells<String> cells = new Cells<>(MAX_KEYS);
  private final int perSecond;

  RefusalRates(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Whether this refusal is one too many. */
  boolean exceeded(String keyId, Instant now) {
    long nowNanos = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    return cells.take(keyId, nowNanos, interval, (long) perSecond * BURST_SECONDS) > 0;
  }
}

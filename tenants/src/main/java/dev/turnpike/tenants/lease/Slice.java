package dev.turnpike.tenants.lease;

import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What this node may spend of one pot. Calls take from it by compare-and-swap on any thread; the
 * database's lease is always what remains here, plus what calls in flight took, plus what was used
 * and is not posted yet.
 */
final class Slice {
  private static final long NEVER = Long.MIN_VALUE;
  private static final long PACE_MILLIS = 1_500;

  private final PotKey key;
  private final Route route;
  private final AtomicLong remaining = new AtomicLong();
  private final AtomicReference<@Nullable Promise<Void>> listener = new AtomicReference<>();
  private volatile Pot pot;

  /** Below it, more is fetched in the background; nothing is below {@link #NEVER}. */
  private volatile long low = NEVER;

  /** Used and held of the pot when last told; for wallets, less what is available. */
  private volatile long told;

  private volatile long usedAtNanos;
  private volatile int news;
  private long total;
  private int flights;
  private boolean ending;
  private volatile boolean unsure;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong inFlight = new AtomicLong();
  private long takenBefore;
  private volatile long cost = 1;
  private volatile long floor = 1;
  private long measuredNanos;

  /**
   * Without anything in it.
   *
   * @param route some caller's that pays from the pot
   */
  Slice(PotKey key, Pot pot, Route route, long nowNanos) {
    this.key = key;
    this.route = route;
    this.pot = pot;
    this.usedAtNanos = nowNanos;
    this.measuredNanos = nowNanos;
  }

  PotKey key() {
    return key;
  }

  Route route() {
    return route;
  }

  /** A counter's id is a guess until the first grant. */
  Pot pot() {
    return pot;
  }

  boolean take(long amount, long nowNanos) {
    while (true) {
      long seen = remaining.get();
      if (seen < amount) {
        return false;
      }
      if (remaining.compareAndSet(seen, seen - amount)) {
        usedAtNanos = nowNanos;
        taken.addAndGet(amount);
        inFlight.addAndGet(amount);
        return true;
      }
    }
  }

  /** A call is over that took so much and used so much; what it did not use is there again. */
  void end(long amount, long used) {
    inFlight.addAndGet(-amount);
    give(amount - used);
  }

  /** A call took so much past {@link #take}, out of a grant of its own. */
  void tookInHand(long amount, long nowNanos) {
    usedAtNanos = nowNanos;
    taken.addAndGet(amount);
    inFlight.addAndGet(amount);
  }

  /** What calls took that are not over. */
  long inFlight() {
    return inFlight.get();
  }

  /** Takes as much as there is of it. */
  long takeUpTo(long amount) {
    while (true) {
      long seen = remaining.get();
      long some = Math.min(Math.max(seen, 0), amount);
      if (some == 0 || remaining.compareAndSet(seen, seen - some)) {
        return some;
      }
    }
  }

  /** Puts back what was not used; below zero, books what was used beyond what was taken. */
  void give(long amount) {
    if (amount != 0) {
      remaining.addAndGet(amount);
      signal();
    }
  }

  long remaining() {
    return remaining.get();
  }

  boolean isLow() {
    return remaining.get() < low;
  }

  /** What nobody has spent of a pot of this size, as far as this node knows. */
  long left(long bound) {
    return Math.max(0, bound - told + Math.max(0, remaining.get()));
  }

  void told(long usedAndHeld) {
    told = usedAndHeld;
  }

  /**
   * An answer of the database.
   *
   * @param newTotal all that this node ever got of the pot
   * @return what came since the last answer, with any grant whose answer was lost
   */
  synchronized long granted(Pot known, long newTotal) {
    pot = known;
    long came = Math.max(0, newTotal - total);
    total = Math.max(total, newTotal);
    return came;
  }

  /** A trip for more begins; false while the node is about to forget this slice. */
  synchronized boolean board() {
    if (ending) {
      return false;
    }
    flights++;
    return true;
  }

  /**
   * The trip is over.
   *
   * @param known whether its answer came; else the next one will tell of what it brought
   */
  synchronized void land(boolean known) {
    flights--;
    unsure = !known;
  }

  /** Whether the database may have granted what this node does not know of. */
  boolean isUnsure() {
    return unsure;
  }

  /** Whether nothing was ever leased for it: the database knows of no lease. */
  synchronized boolean isUntouched() {
    return total == 0 && flights == 0 && !unsure;
  }

  /** From now on no trip begins until {@link #ended}; false when one is on its way. */
  synchronized boolean end() {
    if (ending || unsure || flights > 0) {
      return false;
    }
    ending = true;
    return true;
  }

  /**
   * The database was asked to forget this node's lease.
   *
   * @param gone whether it did
   */
  synchronized void ended(boolean gone) {
    ending = false;
    if (gone) {
      total = 0;
    }
  }

  /** Sets the level of the refill; near the pot's end there is none. */
  void refillBelow(long level) {
    low = level <= 0 ? NEVER : level;
  }

  /** What one call costs, and how many calls a lease is for at least. */
  void costs(long one, int calls) {
    cost = one;
    floor = one * calls;
  }

  long cost() {
    return cost;
  }

  /** The most that is leased at a time: what is spent in a second or two. */
  long most() {
    return Math.max(floor, pace(System.nanoTime()));
  }

  /** What is spent in about a second and a half, at the pace since the last question. */
  private synchronized long pace(long nowNanos) {
    long all = taken.get();
    long nanos = Math.max(1_000_000, nowNanos - measuredNanos);
    long spent = all - takenBefore;
    takenBefore = all;
    measuredNanos = nowNanos;
    return Math.min(spent, Long.MAX_VALUE / PACE_MILLIS) * PACE_MILLIS / (nanos / 1_000_000);
  }

  long idleNanos(long nowNanos) {
    return nowNanos - usedAtNanos;
  }

  /** Changes when somebody says that there is more in the pot. */
  int news() {
    return news;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // any other number will do
  void more() {
    news++;
    signal();
  }

  /** Completed when something comes back to this slice or into its pot. */
  Promise<Void> listen() {
    Promise<Void> fresh = Promise.promise();
    listener.set(fresh);
    return fresh;
  }

  private void signal() {
    if (listener.get() != null) {
      Promise<Void> waiting = listener.getAndSet(null);
      if (waiting != null) {
        waiting.tryComplete();
      }
    }
  }
}

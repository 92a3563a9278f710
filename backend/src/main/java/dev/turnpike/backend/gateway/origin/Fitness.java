package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.snapshot.OriginSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * How one origin fares, as all event loops of this node see it. It is out after so many failures in
 * a row, each time twice as long; then one call tries it, and what becomes of that call decides.
 * While nothing fails, a call costs two reads.
 */
public final class Fitness {
  private static final Logger LOG = Logger.getLogger(Fitness.class);
  private static final long LONGEST_OUT_NANOS = 300_000_000_000L;
  private static final int MOST_DOUBLINGS = 10;

  /** Who comes back and stays for so many times its time out has a clean record again. */
  private static final int PROBATION = 4;

  /** Whether calls may go there. */
  enum State {
    FIT,
    /** It was out long enough: one call may try. */
    TO_BE_TRIED,
    OUT
  }

  private final String label;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean tried = new AtomicBoolean();
  private volatile boolean isOut;
  private volatile boolean checkedBad;
  private volatile long outUntilNanos;
  private long backAtNanos;
  private int outs;

  Fitness(String label) {
    this.label = label;
  }

  State state(long nowNanos) {
    if (checkedBad) {
      return State.OUT;
    }
    if (!isOut) {
      return State.FIT;
    }
    return nowNanos - outUntilNanos < 0 || tried.get() ? State.OUT : State.TO_BE_TRIED;
  }

  /** Only one call at a time tries an origin that was out. */
  boolean beginTrial() {
    return tried.compareAndSet(false, true);
  }

  void endTrial() {
    tried.set(false);
  }

  int inFlight() {
    return inFlight.get();
  }

  void enter() {
    inFlight.incrementAndGet();
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  /**
   * It answered.
   *
   * @param trial the call went there although it was out
   */
  void succeeded(boolean trial, long nowNanos) {
    if (failures.get() != 0) {
      failures.set(0);
    }
    if (isOut && trial) {
      comeBack(nowNanos);
    }
  }

  /** It refused, broke off, was silent for too long, or said that it cannot (502, 503, 504). */
  void failed(boolean trial, OriginSet.Health health, long nowNanos) {
    if (trial || (!isOut && failures.incrementAndGet() >= health.failures())) {
      goOut(health, nowNanos);
    }
  }

  /** What the timer's checks say, which stands beside what calls say. */
  void checked(boolean good) {
    if (checkedBad == good) {
      checkedBad = !good;
      LOG.infof("origin %s %s its checks", label, good ? "passes" : "fails");
    }
  }

  private synchronized void goOut(OriginSet.Health health, long nowNanos) {
    if (isOut && nowNanos - outUntilNanos < 0) {
      return;
    }
    long first = health.out().toNanos();
    if (!isOut && nowNanos - backAtNanos > first * PROBATION) {
      outs = 0;
    }
    long out = Math.min(first << Math.min(outs, MOST_DOUBLINGS), LONGEST_OUT_NANOS);
    outs++;
    outUntilNanos = nowNanos + out;
    isOut = true;
    LOG.infof("origin %s is out for %d ms", label, out / 1_000_000);
  }

  private synchronized void comeBack(long nowNanos) {
    failures.set(0);
    backAtNanos = nowNanos;
    isOut = false;
    LOG.infof("origin %s is back", label);
  }
}

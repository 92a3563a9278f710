package dev.turnpike.backend.gateway.origin;

import java.util.concurrent.TimeUnit;

/**
 * How many calls may move to another origin: a share of the calls of the last ten seconds, and a
 * few in any case. So a whole set that fails is not asked twice as much as one that works. Belongs
 * to one event loop.
 */
public final class RetryBudget {
  private static final int SECONDS = 10;

  /** For APIs so quiet that a share of their calls is none. */
  static final int IN_ANY_CASE = 5;

  private final int percent;
  private final int[] calls = new int[SECONDS];
  private final int[] moves = new int[SECONDS];
  private int callsInAll;
  private int movesInAll;
  private long second = Long.MIN_VALUE;

  RetryBudget(int percent) {
    this.percent = percent;
  }

  public void called(long nowNanos) {
    turn(nowNanos);
    calls[slot()]++;
    callsInAll++;
  }

  /** Takes one move; false when there is none left. */
  public boolean take(long nowNanos) {
    turn(nowNanos);
    if (percent == 0 || movesInAll >= Math.max(IN_ANY_CASE, callsInAll * (long) percent / 100)) {
      return false;
    }
    moves[slot()]++;
    movesInAll++;
    return true;
  }

  private int slot() {
    return Math.floorMod(second, SECONDS);
  }

  private void turn(long nowNanos) {
    long now = TimeUnit.NANOSECONDS.toSeconds(nowNanos);
    if (now == second) {
      return;
    }
    long from = now - second > SECONDS || second == Long.MIN_VALUE ? now - SECONDS : second;
    for (long past = from + 1; past <= now; past++) {
      int slot = Math.floorMod(past, SECONDS);
      callsInAll -= calls[slot];
      movesInAll -= moves[slot];
      calls[slot] = 0;
      moves[slot] = 0;
    }
    second = now;
  }
}

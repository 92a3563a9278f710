package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the origins of a set. Belongs to one event loop; nothing is locked or
 * allocated.
 *
 * <p>The canary's share is drawn first, evenly spaced, so that it is met over any hundred calls;
 * then one of the group by weight (the one that waited longest for its turn), by calls in flight,
 * or by the caller's own hash. Origins that are out are passed over; if all are, they are asked
 * nevertheless: a refusal of ours would help nobody.
 */
public final class Chooser {
  private static final int WHOLE = 100;
  private static final int FINE = 10_000;

  private final OriginSet set;
  private final Seat[] active;
  private final Seat[] canary;
  private int canaryDue;

  public Chooser(OriginSet set, Fleet fleet, ApiId api, String label) {
    this.set = set;
    List<Seat> usual = new ArrayList<>();
    List<Seat> tried = new ArrayList<>();
    OriginSet.Canary share = set.canary();
    int index = 0;
    for (Origin origin : set.origins()) {
      Seat seat = new Seat(origin, fleet.of(api, label, origin), index++);
      if (origin.group().equals(set.active())) {
        usual.add(seat);
      } else if (share != null && origin.group().equals(share.group())) {
        tried.add(seat);
      }
    }
    active = usual.toArray(Seat[]::new);
    canary = tried.toArray(Seat[]::new);
  }

  /**
   * Whether the canary gets this call; asked once a call, however often the call moves.
   *
   * @param hash whose call it is; 0: nobody's in particular
   */
  public boolean drawsCanary(long hash) {
    OriginSet.Canary share = set.canary();
    if (share == null) {
      return false;
    }
    if (hash != 0) {
      return Math.floorMod(mix(hash), (long) FINE) < (long) share.percent() * (FINE / WHOLE);
    }
    canaryDue += share.percent();
    if (canaryDue < WHOLE) {
      return false;
    }
    canaryDue -= WHOLE;
    return true;
  }

  /**
   * The origin to call.
   *
   * @param hash whose call it is; 0: nobody's in particular
   * @param passed the bits of the seats that had the call already
   * @return null when none is left
   */
  public @Nullable Seat choose(boolean fromCanary, long hash, long passed, long nowNanos) {
    Seat seat = fromCanary ? fit(canary, hash, passed, nowNanos) : null;
    if (seat == null) {
      seat = fit(active, hash, passed, nowNanos);
    }
    return seat == null ? pick(active, hash, passed, nowNanos, true) : seat;
  }

  private @Nullable Seat fit(Seat[] seats, long hash, long passed, long nowNanos) {
    long skipped = passed;
    while (true) {
      Seat seat = pick(seats, hash, skipped, nowNanos, false);
      if (seat == null
          || seat.fitness.state(nowNanos) == Fitness.State.FIT
          || seat.fitness.beginTrial()) {
        return seat;
      }
      skipped |= seat.bit;
    }
  }

  private @Nullable Seat pick(
      Seat[] seats, long hash, long skipped, long nowNanos, boolean alsoOut) {
    return switch (set.balance()) {
      case WEIGHTED -> byTurn(seats, skipped, nowNanos, alsoOut);
      case LEAST_REQUESTS -> byLoad(seats, skipped, nowNanos, alsoOut);
      case CONSISTENT_HASH -> byHash(seats, hash, skipped, nowNanos, alsoOut);
    };
  }

  private static boolean takes(Seat seat, long skipped, long nowNanos, boolean alsoOut) {
    return (seat.bit & skipped) == 0
        && (alsoOut || seat.fitness.state(nowNanos) != Fitness.State.OUT);
  }

  private static @Nullable Seat byTurn(Seat[] seats, long skipped, long nowNanos, boolean alsoOut) {
    Seat best = null;
    long total = 0;
    for (Seat seat : seats) {
      if (takes(seat, skipped, nowNanos, alsoOut)) {
        seat.due += seat.origin.weight();
        total += seat.origin.weight();
        if (best == null || seat.due > best.due) {
          best = seat;
        }
      }
    }
    if (best != null) {
      best.due -= total;
    }
    return best;
  }

  /** The fewest calls in flight for its weight; of equals, the one whose turn it is. */
  private static @Nullable Seat byLoad(Seat[] seats, long skipped, long nowNanos, boolean alsoOut) {
    Seat best = null;
    long total = 0;
    for (Seat seat : seats) {
      if (takes(seat, skipped, nowNanos, alsoOut)) {
        seat.due += seat.origin.weight();
        total += seat.origin.weight();
        if (best == null || isFreer(seat, best)) {
          best = seat;
        }
      }
    }
    if (best != null) {
      best.due -= total;
    }
    return best;
  }

  private static boolean isFreer(Seat seat, Seat than) {
    long its = (long) seat.fitness.inFlight() * than.origin.weight();
    long others = (long) than.fitness.inFlight() * seat.origin.weight();
    return its != others ? its < others : seat.due > than.due;
  }

  /**
   * Highest random weight: each caller ranks the origins in an order of its own, so that when one
   * goes only its callers move, and they come back with it.
   */
  private static @Nullable Seat byHash(
      Seat[] seats, long hash, long skipped, long nowNanos, boolean alsoOut) {
    Seat best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (Seat seat : seats) {
      if (takes(seat, skipped, nowNanos, alsoOut)) {
        double unit = ((mix(hash ^ seat.seed) >>> 11) + 0.5) * 0x1.0p-53;
        double score = -seat.origin.weight() / Math.log(unit);
        if (score > highest) {
          best = seat;
          highest = score;
        }
      }
    }
    return best;
  }

  /** Spreads bits that are alike over all of a long (SplitMix64's last step). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

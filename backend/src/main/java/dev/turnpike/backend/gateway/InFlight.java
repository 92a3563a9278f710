package dev.turnpike.backend.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls each origin is working on, over all event loops; an origin at its limit gets no
 * more. Origins come from published APIs only, so the keys are bounded by those.
 */
final class InFlight {
  private final ConcurrentHashMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final int max;

  InFlight(int max) {
    this.max = max;
  }

  /** Takes a place, which {@link #leave} gives back exactly once; false when there is none. */
  boolean enter(String origin) {
    AtomicInteger count = calls.computeIfAbsent(origin, o -> new AtomicInteger());
    if (count.incrementAndGet() <= max) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  void leave(String origin) {
    AtomicInteger count = calls.get(origin);
    if (count != null) {
      count.decrementAndGet();
    }
  }

  int total() {
    return calls.values().stream().mapToInt(AtomicInteger::get).sum();
  }
}

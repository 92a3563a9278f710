package dev.turnpike.tenants.snapshot;

import java.util.EnumMap;
import java.util.Map;

/**
 * So much of each unit, at most for a call to come or exactly for one that was served. A unit that
 * is not named is zero; none is negative.
 */
public record Quantities(Map<Unit, Long> counts) {
  /** What each call is at least: one request. */
  public static final Quantities ONE_REQUEST = new Quantities(Map.of(Unit.REQUESTS, 1L));

  public Quantities {
    counts.forEach(
        (unit, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException(unit + " cannot be " + count);
          }
        });
    counts = Map.copyOf(counts);
  }

  public long of(Unit unit) {
    return counts.getOrDefault(unit, 0L);
  }

  /** The same but for one unit. */
  public Quantities with(Unit unit, long count) {
    Map<Unit, Long> changed = new EnumMap<>(Unit.class);
    changed.putAll(counts);
    changed.put(unit, count);
    return new Quantities(changed);
  }
}

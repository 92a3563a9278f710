package dev.turnpike.tenants.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failed log-ins of each address in the last minute, on this node. Thread-safe. */
final class Attempts {
  static final int MOST_FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private record Count(Instant since, int failures) {}

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  synchronized boolean areTooMany(String address, Instant now) {
    Count count = counts.get(address);
    if (count == null) {
      return false;
    }
    if (now.isAfter(count.since().plus(WINDOW))) {
      counts.remove(address);
      return false;
    }
    return count.failures() >= MOST_FAILURES;
  }

  synchronized void failed(String address, Instant now) {
    Count count = counts.get(address);
    counts.put(
        address,
        count == null ? new Count(now, 1) : new Count(count.since(), count.failures() + 1));
  }

  synchronized void succeeded(String address) {
    counts.remove(address);
  }
}

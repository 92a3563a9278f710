package dev.turnpike.tenants.billing;

import java.time.Instant;

/**
 * A span of an account's time, from {@code start} to just before {@code end}. Never empty: throws
 * {@link IllegalArgumentException} when it does not end after it started.
 */
public record Period(Instant start, Instant end) {
  public Period {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException(end + " is not after " + start);
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }
}

package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what is true a little later. */
final class Eventually {
  private Eventually() {}

  static void holds(Duration patience, BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within " + patience + ": " + otherwise.get());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}

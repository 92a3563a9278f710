package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.snapshot.CallLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was recorded. */
final class MemoryCallLog implements CallLog {
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  @Override
  public void record(Call call) {
    calls.add(call);
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The one call there was; records come when the exchange is over, a moment after the answer. */
  Call only() {
    Eventually.holds(Duration.ofSeconds(3), () -> calls.size() == 1, () -> calls + " is one call");
    return calls.getFirst();
  }

  void holds(int count) {
    Eventually.holds(
        Duration.ofSeconds(3), () -> calls.size() >= count, () -> calls.size() + " calls");
    assertEquals(count, calls.size());
    assertEquals(count, calls.stream().map(Call::id).distinct().count());
  }
}

package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.CallLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ordered steps of one call's decision (R111). Belongs to one call; not thread-safe. */
public final class Trace {
  private final long startNanos;
  private final List<CallLog.Step> steps = new ArrayList<>(10);

  /** Begins at this reading of {@link System#nanoTime()}. */
  public Trace(long startNanos) {
    this.startNanos = startNanos;
  }

  public void passed(String step, String detail) {
    add(step, "passed", detail, null);
  }

  public void passed(String step, String detail, String policy) {
    add(step, "passed", detail, policy);
  }

  public void refused(String step, String detail, @Nullable String policy) {
    add(step, "refused", detail, policy);
  }

  /** What happened after the decision: the origin's answer, the settlement. */
  public void noted(String step, String verdict, String detail) {
    add(step, verdict, detail, null);
  }

  public List<CallLog.Step> steps() {
    return steps;
  }

  private void add(String step, String verdict, String detail, @Nullable String policy) {
    long micros = (System.nanoTime() - startNanos) / 1000;
    steps.add(new CallLog.Step(step, verdict, detail, policy, micros));
  }
}

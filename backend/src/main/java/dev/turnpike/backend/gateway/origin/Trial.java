package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.snapshot.OriginSet;

/** A call at one of several origins, and what it tells of it. Each is ended exactly once. */
public final class Trial {
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  private final Seat seat;
  private final boolean wasOut;
  private boolean entered;
  private boolean answered;
  private boolean failed;

  Trial(Seat seat, boolean wasOut) {
    this.seat = seat;
    this.wasOut = wasOut;
  }

  public long bit() {
    return seat.bit;
  }

  /** Counted among the origin's calls in flight until the end. */
  public void enter() {
    entered = true;
    seat.fitness.enter();
  }

  /** A head came; one that says the origin cannot is as bad as none. */
  public void answered(int status, OriginSet.Health health, long nowNanos) {
    if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
      failed(health, nowNanos);
      return;
    }
    answered = true;
    if (wasOut) {
      // The others need not wait for the end of a long answer.
      seat.fitness.succeeded(true, nowNanos);
      seat.fitness.endTrial();
    }
  }

  public void failed(OriginSet.Health health, long nowNanos) {
    if (!failed) {
      failed = true;
      seat.fitness.failed(wasOut && !answered, health, nowNanos);
    }
  }

  public void end(long nowNanos) {
    if (entered) {
      seat.fitness.leave();
    }
    if (answered && !failed) {
      seat.fitness.succeeded(false, nowNanos);
    } else if (wasOut) {
      seat.fitness.endTrial();
    }
  }
}

package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.snapshot.Origin;

/** An origin's place in the choice of one event loop. */
public final class Seat {
  final Origin origin;
  final Fitness fitness;
  final long bit;
  final long seed;

  /** Smooth weighted choice: how long it has waited for its turn. */
  long due;

  Seat(Origin origin, Fitness fitness, int index) {
    this.origin = origin;
    this.fitness = fitness;
    this.bit = 1L << index;
    this.seed = Chooser.mix(origin.uri().hashCode() * 31L + origin.name().hashCode());
  }

  public Origin origin() {
    return origin;
  }

  /** A call goes there. */
  public Trial begin(long nowNanos) {
    return new Trial(this, fitness.state(nowNanos) != Fitness.State.FIT);
  }
}

package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.snapshot.Leases;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a call took of its lane; ends once. */
final class Taken implements Leases.Claim {
  private final Lane lane;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean inFile;

  Taken(Lane lane) {
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }

  /** True for the first who asks. */
  boolean end() {
    return over.compareAndSet(false, true);
  }

  boolean isOver() {
    return over.get();
  }

  /** The file says something of this call, which its end must overrule. */
  void isInFile() {
    inFile = true;
  }

  boolean wasInFile() {
    return inFile;
  }
}

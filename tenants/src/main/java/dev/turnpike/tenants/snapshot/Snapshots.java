package dev.turnpike.tenants.snapshot;

/** Where the data plane borrows the snapshot of this moment. Never blocks. */
public interface Snapshots {
  Snapshot current();
}

package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Snapshot;

/**
 * The order of checks, as a function of the snapshot and the call: the earliest objection decides.
 * Gateway and explain ask the same object, so they cannot disagree.
 */
public final class Admission {
  private final RateLimits rates;

  public Admission(RateLimits rates) {
    this.rates = rates;
  }

  /** Everything that the request line, the headers and the snapshot can decide. */
  public Decision decide(Snapshot snapshot, Call call, Trace trace) {
    return Deny.of(Code.NOT_FOUND, "No such API.", Deny.Who.NOBODY);
  }

  /** What the reservation's answer means for a call that was otherwise allowed. */
  public Decision conclude(Grant grant, Leases.Answer answer, Trace trace) {
    return new Allow(grant);
  }

  RateLimits rates() {
    return rates;
  }
}

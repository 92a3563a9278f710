package dev.turnpike.tenants.decision;

/** The answer to a call: it may go, or it may not and here is why. Origins' trouble is neither. */
public sealed interface Decision permits Allow, Deny {}

package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.snapshot.Leases;

/** What a call may use: proof that it was admitted and that what it needs is held for it. */
record Reservation(Grant grant, Leases.Held held) {}

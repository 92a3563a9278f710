package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
import dev.turnpike.backend.gateway.origin.Fleet;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.Dialling;

/**
 * What all event loops share on their way to origins.
 *
 * @param dialling the operator's word on which addresses may be called
 */
record Outbound(
    InFlight inFlight,
    Fleet fleet,
    Dialling dialling,
    Addresses.Resolver resolver,
    Secrets secrets) {}

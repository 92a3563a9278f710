package dev.turnpike.tenants.tenant;

import java.util.Optional;

/**
 * Who is asking, within a request. Implemented once, by whoever reads credentials; the cookie of
 * the admin pages never makes a visitor of the portal, nor the other way round.
 */
public interface CurrentVisitor {
  Optional<Visitor> visitor();
}

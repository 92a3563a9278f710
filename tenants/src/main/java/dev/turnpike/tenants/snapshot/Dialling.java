package dev.turnpike.tenants.snapshot;

import java.net.InetAddress;

/**
 * The operator's word on which addresses may be called for tenants. Asked with the address that is
 * about to be dialled, never with a name: a name may mean another address the next time.
 */
@FunctionalInterface
public interface Dialling {
  boolean allows(InetAddress address, int port);
}

package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's resolver. */
@Singleton
class Names implements Addresses.Resolver {
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }
}

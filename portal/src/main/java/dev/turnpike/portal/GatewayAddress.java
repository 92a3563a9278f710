package dev.turnpike.portal;

import java.net.URI;

/** Where the gateway is; told by whoever starts it. */
public interface GatewayAddress {
  /** As callers reach it, without a trailing slash. */
  URI shown();

  /** As this process reaches it, without a trailing slash. */
  URI near();
}

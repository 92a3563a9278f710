package dev.turnpike.tenants.snapshot;

import java.net.URI;

/**
 * A server that answers an API's calls.
 *
 * @param name as traces call it; unique within its set
 * @param uri http or https, without a slash at its end
 * @param weight its part of the calls, at least 1
 * @param group such as blue or green
 */
public record Origin(String name, URI uri, int weight, String group) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Origin {
    if (weight < 1) {
      throw new IllegalArgumentException("weight " + weight);
    }
  }

  public boolean tls() {
    return "https".equals(uri.getScheme());
  }

  /** The port, also where the address leaves it out. */
  public int port() {
    return uri.getPort() > 0 ? uri.getPort() : tls() ? HTTPS : HTTP;
  }
}

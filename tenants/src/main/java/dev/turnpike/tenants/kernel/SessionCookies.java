package dev.turnpike.tenants.kernel;

import java.util.List;

/**
 * The names of Turnpike's own cookies. Browsers send cookies to every port of a host (RFC 6265
 * §8.5), so the gateway takes these out of what origins get and of what origins set.
 */
public final class SessionCookies {
  public static final String PORTAL = "turnpike_session";
  public static final String ADMIN = "turnpike_admin";

  /** Language, zone and colours; of pages, no session. */
  public static final String VIEW = "turnpike_view";

  /** Before a name: only over https, only for this host, only for all paths. */
  public static final String HOST_PREFIX = "__Host-";

  public static final List<String> NAMES =
      List.of(PORTAL, ADMIN, HOST_PREFIX + PORTAL, HOST_PREFIX + ADMIN, VIEW);

  private SessionCookies() {}

  /** Whether it is one of ours; in any case, since servers differ there. */
  public static boolean isOurs(String name) {
    for (String ours : NAMES) {
      if (ours.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}

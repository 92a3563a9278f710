package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.kernel.SessionCookies;
import org.jspecify.annotations.Nullable;

/** Keeps Turnpike's own cookies away from origins, both ways. */
final class Cookies {
  private Cookies() {}

  /** A {@code Cookie} header without our cookies; null when nothing is left of it. */
  static @Nullable String withoutOurs(String header) {
    if (!mentionsUs(header)) {
      return header;
    }
    StringBuilder rest = new StringBuilder(header.length());
    for (String pair : header.split(";", -1)) {
      if (!pair.isBlank() && !SessionCookies.isOurs(nameOf(pair))) {
        rest.append(rest.isEmpty() ? "" : "; ").append(pair.strip());
      }
    }
    return rest.isEmpty() ? null : rest.toString();
  }

  /** Whether an origin's {@code Set-Cookie} would overwrite one of ours. */
  static boolean overwritesOurs(String setCookie) {
    int end = setCookie.indexOf(';');
    return SessionCookies.isOurs(nameOf(end < 0 ? setCookie : setCookie.substring(0, end)));
  }

  /**
   * Browsers send a cookie without a name as its bare value, so {@code =turnpike_session=x} comes
   * back as ours: leading equals signs do not count.
   */
  private static String nameOf(String pair) {
    int from = 0;
    while (from < pair.length() && (pair.charAt(from) <= ' ' || pair.charAt(from) == '=')) {
      from++;
    }
    int equals = pair.indexOf('=', from);
    return pair.substring(from, equals < 0 ? pair.length() : equals).strip();
  }

  private static boolean mentionsUs(String header) {
    for (int i = header.indexOf('_'); i >= 0; i = header.indexOf('_', i + 1)) {
      if (i >= 8 && header.regionMatches(true, i - 8, "turnpike", 0, 8)) {
        return true;
      }
    }
    return false;
  }
}

package dev.turnpike.backend.identity;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Where people reach the control plane, as configured; never what a request's headers claim. */
@Singleton
class PortalAddress {
  private final String origin;

  PortalAddress(@ConfigProperty(name = "turnpike.portal.url") URI url) {
    String found = originOf(url.toString());
    if (found == null) {
      throw new IllegalArgumentException(
          "turnpike.portal.url is to be http://host:port or https://host, not " + url);
    }
    this.origin = found;
  }

  boolean isSecure() {
    return origin.startsWith("https:");
  }

  /** Whether an {@code Origin} or {@code Referer} is this very origin, port included. */
  boolean isOriginOf(String header) {
    return origin.equals(originOf(header));
  }

  /** Scheme, host and port in one form (RFC 6454 §6.1); null for what has none. */
  private static @Nullable String originOf(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    String scheme = uri.getScheme();
    if (scheme == null || uri.getHost() == null) {
      return null;
    }
    scheme = scheme.toLowerCase(Locale.ROOT);
    int usual =
        switch (scheme) {
          case "https" -> 443;
          case "http" -> 80;
          default -> -1;
        };
    if (usual < 0) {
      return null;
    }
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}

package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Limit;
import java.time.Duration;

/**
 * The RateLimit fields (draft-ietf-httpapi-ratelimit-headers-10), as refusals and served calls
 * carry them. A limit's name is reduced to token characters: a header is no place for a publisher's
 * text.
 */
public final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /** For {@code RateLimit-Policy}: quantity and window in seconds. */
  public static String policy(Limit limit) {
    return name(limit) + ";q=" + limit.quantity() + ";w=" + limit.window().length().toSeconds();
  }

  /** For {@code RateLimit}: what is left, and the whole seconds until the limit resets. */
  public static String state(Limit limit, long left, Duration untilReset) {
    return name(limit)
        + ";r="
        + Math.max(0, left)
        + ";t="
        + Entitlement.wholeSeconds(untilReset).toSeconds();
  }

  private static String name(Limit limit) {
    StringBuilder name = new StringBuilder(limit.name().length() + 2).append('"');
    for (int i = 0; i < limit.name().length(); i++) {
      char c = limit.name().charAt(i);
      boolean token =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.';
      name.append(token ? c : '-');
    }
    return name.append('"').toString();
  }
}

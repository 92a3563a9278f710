package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Unit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The RateLimit fields (draft-ietf-httpapi-ratelimit-headers-11), as refusals and served calls
 * carry them: lists of strings with parameters, in the syntax of structured fields (RFC 9651). A
 * limit's name is reduced to token characters: a header is no place for a publisher's text.
 */
public final class RateLimitHeaders {
  public static final String POLICY = "RateLimit-Policy";
  public static final String STATE = "RateLimit";

  /** RFC 9651 §3.3.1: integers have at most 15 digits. */
  private static final long MOST = 999_999_999_999_999L;

  private RateLimitHeaders() {}

  /** For {@code RateLimit-Policy}: quantity, unit, window in seconds and whose it is. */
  public static String policy(Limit limit, @Nullable Application caller, @Nullable Key key) {
    return name(limit)
        + ";q="
        + integer(limit.quantity())
        + unit(limit.unit())
        + ";w="
        + limit.window().length().toSeconds()
        + partition(limit, caller, key);
  }

  /** For {@code RateLimit}: what is left, the whole seconds until the reset, and whose it is. */
  public static String state(
      Limit limit,
      long left,
      Duration untilReset,
      @Nullable Application caller,
      @Nullable Key key) {
    return name(limit)
        + ";r="
        + integer(left)
        + ";t="
        + Entitlement.wholeSeconds(untilReset).toSeconds()
        + partition(limit, caller, key);
  }

  private static long integer(long number) {
    return Math.clamp(number, 0, MOST);
  }

  /** Requests are what is meant without a word; the draft registers bytes; the rest is our own. */
  private static String unit(Unit unit) {
    return switch (unit) {
      case REQUESTS -> "";
      case BYTES -> ";qu=\"content-bytes\"";
      case INPUT_TOKENS, OUTPUT_TOKENS, CACHED_TOKENS, INFERENCES, SECONDS ->
          ";qu=\"turnpike-" + unit.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\"";
    };
  }

  /** A key's public id or an application's slug, for the limits that are not the subscription's. */
  private static String partition(Limit limit, @Nullable Application caller, @Nullable Key key) {
    String whose =
        switch (limit.scope()) {
          case SUBSCRIPTION -> null;
          case APPLICATION -> caller == null ? null : caller.slug();
          case KEY -> key == null ? null : key.id();
        };
    return whose == null
        ? ""
        : ";pk=:"
            + Base64.getEncoder().encodeToString(whose.getBytes(StandardCharsets.UTF_8))
            + ":";
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

package dev.turnpike.tenants.decision;

import org.jspecify.annotations.Nullable;

/**
 * A request target, normalised once: policies match and the origin gets the same string. Whatever
 * two servers could read in two ways (encoded slashes, path parameters, double encoding, bytes that
 * are not UTF-8) is malformed, because then a rule for {@code /admin} could be walked around.
 *
 * <p>Normal form (RFC 3986 §6.2.2): unreserved characters decoded, hexadecimal digits in upper
 * case, dot segments resolved, repeated slashes joined. The query is passed on as it came.
 */
public sealed interface RequestPath {

  /**
   * A readable target.
   *
   * @param publisher the first segment; empty when there is none
   * @param api the second; empty when there is none
   * @param path the rest, beginning with a slash
   * @param query without its question mark; null when there is none
   */
  record Path(String publisher, String api, String path, @Nullable String query)
      implements RequestPath {}

  /**
   * A target that is answered with 400; the reason is a sentence without anything of the target.
   */
  record Malformed(String reason) implements RequestPath {}

  /** Reads an origin-form target, such as {@code /acme/weather/v1/now?city=Bern}. */
  static RequestPath parse(String target) {
    try {
      return PathParser.parse(target);
    } catch (PathParser.Unclear unclear) {
      return new Malformed(unclear.reason());
    }
  }
}

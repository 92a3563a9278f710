package dev.turnpike.tenants.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Where in a document something is (RFC 6901). */
final class Pointer {
  private Pointer() {}

  static String to(String... steps) {
    StringBuilder pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  static String below(String pointer, String step) {
    return pointer + to(step);
  }

  /** A step of a reference: percent-encoded (RFC 6901 §6), then with tildes. */
  static String unescaped(String step) {
    String decoded = step;
    if (step.indexOf('%') >= 0) {
      try {
        decoded = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notEncoded) {
        decoded = step;
      }
    }
    return decoded.replace("~1", "/").replace("~0", "~");
  }
}

package dev.turnpike.portal;

import org.jspecify.annotations.Nullable;

/**
 * Where to go after log-in: a path on this site and nothing else. An address that a browser could
 * read as another host ({@code //host}, {@code /\host}, anything with a scheme or a control
 * character) becomes the start page, so that a log-in link cannot send people elsewhere.
 */
record ReturnPath(String value) {
  private static final int LONGEST = 500;
  static final ReturnPath START = new ReturnPath("/");

  static ReturnPath of(@Nullable String text) {
    if (text == null || text.length() > LONGEST || !text.startsWith("/")) {
      return START;
    }
    if (text.startsWith("//") || text.indexOf('\\') >= 0 || text.chars().anyMatch(c -> c <= 0x20)) {
      return START;
    }
    return new ReturnPath(text);
  }

  /** Whether the visitor came to put a refused call right. */
  public boolean leadsToResolve() {
    return value.matches("/[a-z0-9-]+/resolve/[^/]+");
  }
}

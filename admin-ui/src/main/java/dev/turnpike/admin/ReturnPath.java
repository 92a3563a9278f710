package dev.turnpike.admin;

import org.jspecify.annotations.Nullable;

/**
 * Where to go after log-in: a page under {@code /admin} and nothing else, so that a log-in link
 * cannot send people elsewhere.
 */
record ReturnPath(String value) {
  private static final int LONGEST = 500;
  static final ReturnPath START = new ReturnPath("/admin");

  static ReturnPath of(@Nullable String text) {
    if (text == null || text.length() > LONGEST || !text.startsWith("/admin/")) {
      return START;
    }
    boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    return plain && !text.startsWith("/admin/log") ? new ReturnPath(text) : START;
  }
}

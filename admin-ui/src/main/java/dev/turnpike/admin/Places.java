package dev.turnpike.admin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places in lists as addresses write them. */
final class Places {
  private static final int FURTHEST_DIGITS = 6;

  private Places() {}

  /** The line that the part before ended with; what is no id is none. */
  static @Nullable UUID before(@Nullable String id) {
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** How many lines to skip; what is no such number is the start. */
  static int place(@Nullable String from) {
    return from != null && from.matches("[0-9]{1," + FURTHEST_DIGITS + "}")
        ? Integer.parseInt(from)
        : 0;
  }
}

package dev.turnpike.tenants.definition;

import org.jspecify.annotations.Nullable;

/**
 * One difference between a tenant and its file.
 *
 * @param object what is made, changed or retired: {@code products[weather].plans[pro]}; empty: the
 *     tenant itself
 * @param path the field: {@code products[weather].plans[pro].grace_days}; the object itself when it
 *     is made or retired
 * @param before what it says now, in JSON; null: nothing
 * @param after what the file says, in JSON; null: nothing
 */
public record Change(
    Kind kind, String object, String path, @Nullable String before, @Nullable String after) {

  /** What happens to the object. */
  public enum Kind {
    CREATE,
    CHANGE,
    RETIRE
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CREATE -> "+ " + path;
      case RETIRE -> "- " + path;
      case CHANGE ->
          "~ "
              + path
              + ": "
              + (before == null ? "nothing" : before)
              + " → "
              + (after == null ? "nothing" : after);
    };
  }
}

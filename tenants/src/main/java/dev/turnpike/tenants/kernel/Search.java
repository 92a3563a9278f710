package dev.turnpike.tenants.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in a long list, and which part of what is found: searching and cutting are the
 * database's work.
 *
 * @param text a part of a name; empty: any
 * @param skip how many to leave out, at most 100,000
 * @param most how many to read; one more than a page tells whether there is another
 */
public record Search(String text, int skip, int most) {
  private static final int LONGEST_TEXT = 100;
  private static final int FURTHEST = 100_000;
  private static final int MOST = 201;

  public Search {
    text = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    skip = Math.clamp(skip, 0, FURTHEST);
    most = Math.clamp(most, 1, MOST);
  }

  /** As an address has it. */
  public static Search of(@Nullable String text, int skip, int most) {
    return new Search(text == null ? "" : text.strip(), skip, most);
  }

  /** For {@code like}: the text anywhere, its own wildcards taken as they are written. */
  public String pattern() {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** The parameters {@code text}, {@code skip} and {@code most}. */
  public Map<String, Object> parameters() {
    return Map.of("text", pattern(), "skip", skip, "most", most);
  }
}

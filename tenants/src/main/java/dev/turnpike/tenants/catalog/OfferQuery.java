package dev.turnpike.tenants.catalog;

import java.util.Locale;

/**
 * What somebody looks for in a catalogue.
 *
 * @param words found anywhere in a product's or one of its APIs' names, descriptions and tags, in
 *     any case; empty: all
 * @param tag that it is filed under; empty: any
 * @param page counted from 1
 */
public record OfferQuery(String words, String tag, int page) {
  /** Products of one page. */
  public static final int PAGE = 20;

  private static final int LONGEST = 100;
  private static final int LAST_PAGE = 500;

  public OfferQuery {
    words = cut(words.strip());
    tag = cut(tag.strip().toLowerCase(Locale.ROOT));
    page = Math.clamp(page, 1, LAST_PAGE);
  }

  /** Everything, from the start. */
  public static OfferQuery all() {
    return new OfferQuery("", "", 1);
  }

  /** Whether anything is looked for at all. */
  public boolean narrows() {
    return !words.isEmpty() || !tag.isEmpty();
  }

  /** For {@code ilike}: the words as they stand, wherever they are. */
  String pattern() {
    return words.isEmpty()
        ? ""
        : "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  int skipped() {
    return (page - 1) * PAGE;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}

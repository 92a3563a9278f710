package dev.turnpike.ui;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A language that every page speaks. The words of pages are in message bundles; here are only those
 * few that numbers and times are made of.
 */
public enum Language {
  ENGLISH(Locale.ENGLISH, "English"),
  GERMAN(Locale.GERMAN, "Deutsch");

  private static final int LONGEST_HEADER = 500;

  @SuppressWarnings("ImmutableEnumChecker") // a Locale never changes
  private final Locale locale;

  private final String ownName;

  Language(Locale locale, String ownName) {
    this.locale = locale;
    this.ownName = ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** What {@code lang} wants. */
  public String tag() {
    return locale.getLanguage();
  }

  /** As its own speakers call it. */
  public String ownName() {
    return ownName;
  }

  /** The language of that tag, null when no page speaks it. */
  public static @Nullable Language tagged(@Nullable String tag) {
    for (Language each : values()) {
      if (each.tag().equals(tag)) {
        return each;
      }
    }
    return null;
  }

  /** The best of what a browser asks for (RFC 9110 §12.5.4); English when that says nothing. */
  public static Language asked(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
      return ENGLISH;
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.ENGLISH, Locale.GERMAN));
      return Locale.GERMAN.equals(best) ? GERMAN : ENGLISH;
    } catch (IllegalArgumentException malformed) {
      return ENGLISH;
    }
  }

  /** {@code 8 of 10}. */
  String share(String part, String whole) {
    return switch (this) {
      case ENGLISH -> part + " of " + whole;
      case GERMAN -> part + " von " + whole;
    };
  }

  String now() {
    return switch (this) {
      case ENGLISH -> "now";
      case GERMAN -> "jetzt";
    };
  }

  String ago(long count, Unit unit) {
    return switch (this) {
      case ENGLISH -> span(count, unit) + " ago";
      case GERMAN -> "vor " + dative(count, unit);
    };
  }

  String ahead(long count, Unit unit) {
    return switch (this) {
      case ENGLISH -> "in " + span(count, unit);
      case GERMAN -> "in " + dative(count, unit);
    };
  }

  String span(long count, Unit unit) {
    return switch (this) {
      case ENGLISH -> count + " " + unit.english + (count == 1 ? "" : "s");
      case GERMAN -> count + " " + (count == 1 ? unit.german : unit.germanPlural);
    };
  }

  private static String dative(long count, Unit unit) {
    String word = count == 1 ? unit.german : unit.germanPlural;
    return count + " " + (word.endsWith("n") || count == 1 ? word : word + "n");
  }

  /** What distances in time are told in. */
  enum Unit {
    SECOND("second", "Sekunde", "Sekunden"),
    MINUTE("minute", "Minute", "Minuten"),
    HOUR("hour", "Stunde", "Stunden"),
    DAY("day", "Tag", "Tage");

    private final String english;
    private final String german;
    private final String germanPlural;

    Unit(String english, String german, String germanPlural) {
      this.english = english;
      this.german = german;
      this.germanPlural = germanPlural;
    }
  }
}

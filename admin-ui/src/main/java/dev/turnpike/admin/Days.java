package dev.turnpike.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days as forms send them, in UTC. */
final class Days {
  private Days() {}

  /** When it begins; empty for nothing and for what is no day. */
  static Optional<Instant> start(@Nullable String text) {
    return day(text).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** When it is over, which is when the next one begins. */
  static Optional<Instant> end(@Nullable String text) {
    return day(text).map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Whether something was written that could not be read. */
  static boolean isWrong(@Nullable String text, Optional<Instant> read) {
    return text != null && !text.isBlank() && read.isEmpty();
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException noDay) {
      return Optional.empty();
    }
  }
}

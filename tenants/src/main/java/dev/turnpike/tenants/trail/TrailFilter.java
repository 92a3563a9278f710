package dev.turnpike.tenants.trail;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list.
 *
 * @param text a part of the action, of the subject's id or of the facts; empty: any
 * @param kind of the subject; empty: any
 * @param person who acted
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 * @param before only what is older than this event, on the next page
 */
public record TrailFilter(
    String text,
    String kind,
    Optional<UUID> person,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<UUID> before) {
  private static final int LONGEST = 100;

  public TrailFilter {
    text = cut(text);
    kind = cut(kind);
  }

  /** As an address has it: what cannot be read counts as not said. */
  public static TrailFilter of(
      @Nullable String text,
      @Nullable String kind,
      @Nullable String person,
      @Nullable String from,
      @Nullable String to,
      @Nullable String before) {
    return new TrailFilter(
        text == null ? "" : text.strip(),
        kind == null ? "" : kind.strip(),
        id(person),
        day(from),
        day(to),
        id(before));
  }

  public boolean isAny() {
    return text.isEmpty() && kind.isEmpty() && person.isEmpty() && from.isEmpty() && to.isEmpty();
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  private static Optional<UUID> id(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Days are ranges of ids, which are in the order of time: no index on times is needed. */
  String conditions() {
    return (text.isEmpty() ? "" : " and a.words like lower(cast(:text as text))")
        + (kind.isEmpty() ? "" : " and a.subject_kind = :kind")
        + (person.isEmpty() ? "" : " and a.person_id = :person")
        + (from.isEmpty() ? "" : " and a.id >= uuid7_floor(cast(:from as timestamptz))")
        + (to.isEmpty() ? "" : " and a.id < uuid7_floor(cast(:to as timestamptz))")
        + (before.isEmpty() ? "" : " and a.id < :before");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    if (!text.isEmpty()) {
      parameters.put(
          "text", "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
    if (!kind.isEmpty()) {
      parameters.put("kind", kind);
    }
    person.ifPresent(it -> parameters.put("person", it));
    from.ifPresent(it -> parameters.put("from", it.atStartOfDay(ZoneOffset.UTC).toInstant()));
    to.ifPresent(
        it -> parameters.put("to", it.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    before.ifPresent(it -> parameters.put("before", it));
    return parameters;
  }
}

package dev.turnpike.backend.gateway.route;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP caching as RFC 9111 has it for a shared cache, on the safe side: what is not clearly fresh
 * is asked for anew. The caller's credential is ours and is no {@code Authorization} to the origin;
 * kept answers are one consumer's anyway.
 */
final class CacheRules {
  private CacheRules() {}

  /** Whether a caller takes a kept answer of this age. */
  static boolean accepts(MultiMap request, Duration age) {
    if (request.contains("range") || request.contains("pragma", "no-cache", true)) {
      return false;
    }
    Map<String, String> asked = directives(request.getAll("cache-control"));
    if (asked.containsKey("no-cache") || asked.containsKey("no-store")) {
      return false;
    }
    Long most = seconds(asked.get("max-age"));
    return most == null || age.toSeconds() <= most;
  }

  /** Whether the answer to this request may be kept at all. */
  static boolean mayKeep(MultiMap request) {
    return !request.contains("range")
        && !directives(request.getAll("cache-control")).containsKey("no-store");
  }

  /** How long an answer is fresh from now on; empty when it must not be kept. */
  static Optional<Duration> freshness(int status, MultiMap answer, Duration usual) {
    if (!isKept(status)
        || answer.contains("set-cookie")
        || answer.contains("content-range")
        || names(answer.getAll("vary")).contains("*")) {
      return Optional.empty();
    }
    Map<String, String> said = directives(answer.getAll("cache-control"));
    if (said.containsKey("no-store")
        || said.containsKey("private")
        || said.containsKey("no-cache")) {
      return Optional.empty();
    }
    Long seconds = seconds(said.get("s-maxage"));
    if (seconds == null) {
      seconds = seconds(said.get("max-age"));
    }
    if (seconds == null) {
      seconds = untilExpiry(answer);
    }
    long fresh = seconds == null ? usual.toSeconds() : seconds;
    long left = fresh - age(answer).toSeconds();
    return left > 0 ? Optional.of(Duration.ofSeconds(left)) : Optional.empty();
  }

  /** How old an answer was when it came. */
  static Duration age(MultiMap answer) {
    Long age = seconds(answer.get("age"));
    return Duration.ofSeconds(age == null ? 0 : age);
  }

  /** What else of the request the answer depends on: names and the request's values. */
  static Map<String, String> variant(MultiMap answer, MultiMap request) {
    Map<String, String> variant = new HashMap<>();
    for (String name : names(answer.getAll("vary"))) {
      variant.put(name, String.join(",", request.getAll(name)));
    }
    return Map.copyOf(variant);
  }

  static boolean isVariant(Map<String, String> variant, MultiMap request) {
    for (Map.Entry<String, String> one : variant.entrySet()) {
      if (!one.getValue().equals(String.join(",", request.getAll(one.getKey())))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the caller has this very answer already (RFC 9110 §13.1.2, §13.1.3). */
  static boolean isKnown(MultiMap request, @Nullable String etag, @Nullable String modified) {
    List<String> tags = request.getAll("if-none-match");
    if (!tags.isEmpty()) {
      return etag != null
          && tags.stream()
              .flatMap(line -> List.of(line.split(",", -1)).stream())
              .map(String::strip)
              .anyMatch(tag -> tag.equals("*") || weak(tag).equals(weak(etag)));
    }
    String since = request.get("if-modified-since");
    Instant asked = since == null ? null : date(since);
    Instant last = modified == null ? null : date(modified);
    return asked != null && last != null && !last.isAfter(asked);
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** Cacheable by default (RFC 9110 §15.1), without those that need more than that. */
  private static boolean isKept(int status) {
    return switch (status) {
      case 200, 203, 301, 308, 404, 410 -> true;
      default -> false;
    };
  }

  private static @Nullable Long untilExpiry(MultiMap answer) {
    String expires = answer.get("expires");
    if (expires == null) {
      return null;
    }
    Instant end = date(expires);
    Instant from = answer.get("date") == null ? null : date(answer.get("date"));
    return end == null || from == null ? 0L : Duration.between(from, end).toSeconds();
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }

  private static Map<String, String> directives(List<String> lines) {
    Map<String, String> all = new HashMap<>();
    for (String line : lines) {
      for (String one : line.split(",", -1)) {
        int equals = one.indexOf('=');
        String name = (equals < 0 ? one : one.substring(0, equals)).strip();
        String value = equals < 0 ? "" : one.substring(equals + 1).strip().replace("\"", "");
        all.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return all;
  }

  private static List<String> names(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      for (String name : line.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** Null for nothing; a number that cannot be read is 0, which is stale (RFC 9111 §4.2.1). */
  private static @Nullable Long seconds(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0L;
  }
}

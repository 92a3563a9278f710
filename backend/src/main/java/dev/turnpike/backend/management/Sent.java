package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.Mode;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks of what a client sent; what is wrong is refused with 400, naming the field. */
final class Sent {
  private Sent() {}

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw Problem.invalid("", "The body is missing. Send a JSON object.").refused();
    }
    return body;
  }

  static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problem.invalid(field, "A text is missing here.").refused();
    }
    return value;
  }

  static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  static Mode mode(@Nullable String value) {
    return switch (value == null ? "test" : value) {
      case "test" -> Mode.TEST;
      case "live" -> Mode.LIVE;
      default -> throw Problem.invalid("mode", "It is test or live.").refused();
    };
  }

  /** The parameter {@code side}. */
  static boolean isPublisher(String side) {
    return switch (side) {
      case "publisher" -> true;
      case "consumer" -> false;
      default -> throw Problem.parameter("side", "It is consumer or publisher.").refused();
    };
  }

  /** An id in the address: whatever is no id names nothing, so it is a 404. */
  static <T> T id(String text, Function<UUID, T> type) {
    try {
      return type.apply(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw Callers.unknown();
    }
  }

  /** An id in the body. */
  static <T> T id(String field, @Nullable String value, Function<UUID, T> type) {
    try {
      return type.apply(UUID.fromString(text(field, value)));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(field, "This is no id.").refused();
    }
  }
}

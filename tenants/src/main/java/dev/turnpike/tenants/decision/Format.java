package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Api;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of a refusal: what the API's clients parse first, then what the caller accepts. */
enum Format {
  PROBLEM("application/problem+json"),
  JSON_API("application/vnd.api+json"),
  PAGE("text/html; charset=utf-8"),
  OPENAI("application/problem+json"),
  ANTHROPIC("application/json");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  static Format of(Api.Dialect dialect, @Nullable String accept) {
    return switch (dialect) {
      case OPENAI -> OPENAI;
      case ANTHROPIC -> ANTHROPIC;
      case PROBLEM -> isBrowser(accept) ? PAGE : ofJson(accept);
    };
  }

  static Format ofJson(@Nullable String accept) {
    return accept != null && names(accept, "application/vnd.api+json") ? JSON_API : PROBLEM;
  }

  byte[] body(Case refused) {
    return switch (this) {
      case PAGE -> RefusalPage.of(refused).getBytes(StandardCharsets.UTF_8);
      case PROBLEM, JSON_API, OPENAI, ANTHROPIC -> ProblemJson.of(refused, this);
    };
  }

  /** The event that ends a stream: OpenAI's clients stop at an error without {@code [DONE]}. */
  static byte[] lastEvent(Case refused) {
    Format format = of(refused.dialect(), null);
    String event =
        switch (refused.dialect()) {
          case OPENAI -> "";
          case ANTHROPIC -> "event: error\n";
          case PROBLEM -> "event: problem\n";
        };
    String data = new String(ProblemJson.of(refused, format), StandardCharsets.UTF_8);
    return (event + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Java's own client begins its Accept with text/html and means no page; a browser also names
   * application/xhtml+xml, or wants text/html alone.
   */
  private static boolean isBrowser(@Nullable String accept) {
    if (accept == null || !names(accept, "text/html")) {
      return false;
    }
    return accept.indexOf(',') < 0 || names(accept, "application/xhtml+xml");
  }

  /**
   * Whether the header names the media type itself; a range such as {@code *}{@code /*} does not.
   */
  private static boolean names(String accept, String mediaType) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 32)) {
      int parameters = range.indexOf(';');
      String type = parameters < 0 ? range : range.substring(0, parameters);
      if (type.strip().equals(mediaType) && !isRefused(range)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefused(String range) {
    return range.replace(" ", "").matches(".*;q=0(\\.0*)?(;.*)?");
  }
}

package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.kernel.RequestId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of a consumer's own calls to list.
 *
 * @param answer only those that ended so
 * @param application only of the application of this slug
 * @param before only what was called before this one, on the next page
 */
public record CallFilter(Answer answer, Optional<String> application, Optional<RequestId> before) {
  private static final int LONGEST_SLUG = 39;

  public CallFilter {
    application = application.filter(slug -> !slug.isEmpty() && slug.length() <= LONGEST_SLUG);
  }

  /** How a call ended. */
  public enum Answer {
    ALL(""),
    SERVED(" and l.code is null and l.status < 400"),
    REFUSED(" and l.code is not null and l.status < 500"),
    FAILED(" and (l.status >= 500 or (l.code is null and l.status >= 400))");

    private final String condition;

    Answer(String condition) {
      this.condition = condition;
    }

    /** As forms write it; anything else is {@link #ALL}. */
    public static Answer of(@Nullable String word) {
      for (Answer each : values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      return ALL;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  String conditions() {
    return answer.condition
        + (application.isPresent() ? " and ap.slug = :application" : "")
        + (before.isPresent() ? " and l.request_id < :before" : "");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    application.ifPresent(slug -> parameters.put("application", slug));
    before.ifPresent(id -> parameters.put("before", id.value()));
    return parameters;
  }
}

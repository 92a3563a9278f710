package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That an API ends.
 *
 * @param since from when on it is deprecated, an ISO 8601 instant; it may lie ahead (RFC 9745 §2.1)
 * @param sunset when it stops to answer, not before {@code since} (RFC 8594); absent: not known yet
 * @param successor the slug of the publisher's API to move to; absent: there is none
 * @param link a page that tells how to move; absent: none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeprecationTerms(
    String since, @Nullable String sunset, @Nullable String successor, @Nullable String link) {
  private static final int LONGEST_LINK = 500;

  static @Nullable DeprecationTerms read(@Nullable Fields deprecation) {
    if (deprecation == null) {
      return null;
    }
    String since = deprecation.text("since");
    DeprecationTerms read =
        new DeprecationTerms(
            since == null ? "" : since,
            deprecation.text("sunset"),
            deprecation.text("successor"),
            deprecation.text("link"));
    deprecation.noMore();
    return read;
  }

  public Instant begins() {
    return Instant.parse(since);
  }

  public @Nullable Instant ends() {
    return sunset == null ? null : Instant.parse(sunset);
  }

  /** None when it can be announced. */
  List<Fault> faults(String path) {
    List<Fault> faults = new ArrayList<>();
    Instant begin = instant(path + ".since", since, faults);
    Instant end = sunset == null ? null : instant(path + ".sunset", sunset, faults);
    if (begin != null && end != null && end.isBefore(begin)) {
      faults.add(new Fault(path + ".sunset", "is before since: write a later instant"));
    }
    if (successor != null && !ApiCheck.isSlug(successor)) {
      faults.add(new Fault(path + ".successor", "is no slug of an API: " + successor));
    }
    if (link != null && !isLink(link)) {
      faults.add(new Fault(path + ".link", "is no http or https address: " + link));
    }
    return faults;
  }

  private static @Nullable Instant instant(String path, String text, List<Fault> faults) {
    try {
      return Instant.parse(text == null ? "" : text);
    } catch (DateTimeParseException broken) {
      faults.add(new Fault(path, "is no instant: write one such as 2027-01-31T00:00:00Z"));
      return null;
    }
  }

  private static boolean isLink(String text) {
    try {
      URI uri = URI.create(text);
      return text.length() <= LONGEST_LINK
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }
}

package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an API's calls go.
 *
 * @param origin an absolute http or https address, without a trailing slash
 * @param testOrigin where calls of test keys go instead; absent: the same
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OriginTerms(String origin, @Nullable String testOrigin) {
  private static final int LONGEST = 500;

  public OriginTerms {
    origin = origin == null ? origin : unslashed(origin);
    testOrigin = testOrigin == null ? null : unslashed(testOrigin);
  }

  static @Nullable OriginTerms read(@Nullable Fields origins) {
    if (origins == null) {
      return null;
    }
    String origin = origins.text("origin");
    String test = origins.text("test_origin");
    origins.noMore();
    return new OriginTerms(origin == null ? "" : origin, test);
  }

  /** None when calls can be sent there. */
  List<Fault> faults(String path) {
    List<Fault> faults = new ArrayList<>();
    if (origin == null || origin.isBlank()) {
      faults.add(
          new Fault(
              path + ".origin", "is missing: write the http or https address that calls go to"));
    } else if (!isAddress(origin)) {
      faults.add(new Fault(path + ".origin", noAddress(origin)));
    }
    if (testOrigin != null && !isAddress(testOrigin)) {
      faults.add(new Fault(path + ".test_origin", noAddress(testOrigin)));
    }
    return faults;
  }

  private static String noAddress(String text) {
    return "is no http or https address with a host and without query or user: " + text;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return text.length() <= LONGEST
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException broken) {
      return false;
    }
  }

  private static String unslashed(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}

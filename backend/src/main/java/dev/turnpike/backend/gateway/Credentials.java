package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;

/**
 * Finds what the caller presented. Never in the query string: addresses end up in logs, histories
 * and {@code Referer}.
 */
final class Credentials {
  /** Lower case; taken off before the origin gets the call. */
  static final Set<String> HEADERS = Set.of("authorization", "x-api-key", "apikey");

  private static final String BEARER = "Bearer ";

  private Credentials() {}

  static Credential of(MultiMap headers) {
    Found found = new Found();
    for (String value : headers.getAll("authorization")) {
      found.add(
          value.regionMatches(true, 0, BEARER, 0, BEARER.length())
              ? value.substring(BEARER.length()).strip()
              : value);
    }
    found.addAll(headers.getAll("x-api-key"));
    found.addAll(headers.getAll("apikey"));
    return found.credential();
  }

  /** The same key twice is one credential; two different ones are none. */
  private static final class Found {
    private String text = "";
    private boolean any;
    private boolean ambiguous;

    void add(String value) {
      ambiguous |= any && !text.equals(value);
      any = true;
      text = value;
    }

    void addAll(List<String> values) {
      for (String value : values) {
        add(value.strip());
      }
    }

    Credential credential() {
      if (!any) {
        return new Credential.None();
      }
      return ambiguous ? new Credential.Ambiguous() : ApiKeys.parse(text);
    }
  }
}

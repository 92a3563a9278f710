package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as far as a decision needs it. The path is normalised once, before, by {@link
 * RequestPath}; what is matched here and what the origin gets are the same bytes.
 *
 * @param publisher the first path segment
 * @param api the second
 * @param method as sent
 * @param path what is left, beginning with a slash, normalised, without the query
 * @param simulate the denial that a test key asked for by {@code X-Simulate}; ignored on live keys
 * @param from the caller's IP address; null when a question does not say
 */
public record Call(
    RequestId id,
    Instant at,
    String publisher,
    String api,
    String method,
    String path,
    Credential credential,
    @Nullable Code simulate,
    @Nullable String from) {

  /** A call from nowhere. */
  public Call(
      RequestId id,
      Instant at,
      String publisher,
      String api,
      String method,
      String path,
      Credential credential,
      @Nullable Code simulate) {
    this(id, at, publisher, api, method, path, credential, simulate, null);
  }

  /** A call that simulates nothing. */
  public Call(
      RequestId id,
      Instant at,
      String publisher,
      String api,
      String method,
      String path,
      Credential credential) {
    this(id, at, publisher, api, method, path, credential, null);
  }
}

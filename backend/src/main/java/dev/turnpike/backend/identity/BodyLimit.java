package dev.turnpike.backend.identity;

import dev.turnpike.tenants.decision.Code;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Only an API's document may be larger than a mebibyte. A body that does not tell its length is
 * held to the server's own limit, {@code quarkus.http.limits.max-body-size}.
 */
class BodyLimit {
  private static final int BEFORE_ORIGIN = CredentialFilter.PRIORITY - 200;
  private static final long MOST_BYTES = 1024 * 1024;

  private final ErrorAnswers answers;

  BodyLimit(ErrorAnswers answers) {
    this.answers = answers;
  }

  @ServerRequestFilter(preMatching = true, priority = BEFORE_ORIGIN)
  public @Nullable Response check(ContainerRequestContext context) {
    String length = context.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length == null || !length.matches("[0-9]{1,18}") || Long.parseLong(length) <= MOST_BYTES) {
      return null;
    }
    String path = context.getUriInfo().getRequestUri().getPath();
    return path.endsWith("/draft/document")
        ? null
        : answers.answer(
            Problem.of(Code.BODY_TOO_LARGE, "At most 1 MiB is taken here; send less."));
  }
}

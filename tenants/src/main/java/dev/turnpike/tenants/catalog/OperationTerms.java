package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One callable thing of an API.
 *
 * @param id what plans, keys, prices and logs call it; unique within the API
 * @param method upper case, as in RFC 9110
 * @param path a template below the API, beginning with a slash; {@code {name}} matches one segment,
 *     a last {@code **} the rest
 * @param summary one line for people; absent: none
 * @param idempotent whether a call may carry an {@code Idempotency-Key}; absent: no
 * @param policies in place of the API's own, section by section; absent: the API's
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationTerms(
    String id,
    String method,
    String path,
    @Nullable String summary,
    @Nullable Boolean idempotent,
    @Nullable RouteTerms policies) {
  /** What is usual is not written, so that equal operations are equal in the database too. */
  public OperationTerms {
    summary = summary == null || summary.isBlank() ? null : summary.strip();
    idempotent = Boolean.TRUE.equals(idempotent) ? true : null;
  }

  /** Whose calls are treated as the API's are. */
  public OperationTerms(
      String id,
      String method,
      String path,
      @Nullable String summary,
      @Nullable Boolean idempotent) {
    this(id, method, path, summary, idempotent, null);
  }

  /** The same with these policies, unless it has its own. */
  OperationTerms withPolicies(@Nullable RouteTerms others) {
    return others == null || policies != null
        ? this
        : new OperationTerms(id, method, path, summary, idempotent, others);
  }

  /** With these policies of its own in place of those it had; nothing is nothing of its own. */
  OperationTerms withOwn(@Nullable RouteTerms others) {
    return new OperationTerms(
        id,
        method,
        path,
        summary,
        idempotent,
        others == null || others.equals(RouteTerms.NONE) ? null : others);
  }

  /** Its own policies, where it has some. */
  RouteTerms own() {
    return policies == null ? RouteTerms.NONE : policies;
  }

  /** One line for people; empty when there is none. */
  public String line() {
    return summary == null ? "" : summary;
  }

  public boolean once() {
    return idempotent != null;
  }
}

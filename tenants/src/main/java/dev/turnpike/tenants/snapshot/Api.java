package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.kernel.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published API as the gateway serves it. Drafts are not in a snapshot.
 *
 * @param listed the tenants that may know a {@link Visibility#LISTED} API
 * @param origin where calls go, without a trailing slash
 * @param testOrigin where calls of test keys go instead, if the publisher has one
 * @param operations what may be called; empty: everything under the API's path
 * @param products the products that sell it, in stable order
 * @param deprecation that it ends; absent: it does not
 */
public record Api(
    ApiId id,
    String slug,
    String name,
    Stage stage,
    Visibility visibility,
    Set<TenantId> listed,
    URI origin,
    @Nullable URI testOrigin,
    Dialect dialect,
    Disclosure disclosure,
    List<Operation> operations,
    List<ProductId> products,
    @Nullable Deprecation deprecation) {
  public Api {
    listed = Set.copyOf(listed);
    operations = List.copyOf(operations);
    products = List.copyOf(products);
  }

  /** One that goes on. */
  public Api(
      ApiId id,
      String slug,
      String name,
      Stage stage,
      Visibility visibility,
      Set<TenantId> listed,
      URI origin,
      @Nullable URI testOrigin,
      Dialect dialect,
      Disclosure disclosure,
      List<Operation> operations,
      List<ProductId> products) {
    this(
        id,
        slug,
        name,
        stage,
        visibility,
        listed,
        origin,
        testOrigin,
        dialect,
        disclosure,
        operations,
        products,
        null);
  }

  /**
   * Whether this consumer may know that the API exists; anonymous callers only know public ones.
   */
  public boolean visibleTo(@Nullable TenantId consumer, TenantId publisher) {
    return switch (visibility) {
      case PUBLIC -> true;
      case LISTED -> consumer != null && (listed.contains(consumer) || consumer.equals(publisher));
      case PRIVATE -> publisher.equals(consumer);
    };
  }

  public enum Stage {
    PUBLISHED,
    DEPRECATED,
    RETIRED
  }

  public enum Visibility {
    PUBLIC,
    LISTED,
    PRIVATE
  }

  /** The error format of the API's own clients. */
  public enum Dialect {
    PROBLEM,
    OPENAI,
    ANTHROPIC
  }

  /** How much of the numbers a refusal tells the consumer. */
  public enum Disclosure {
    NONE,
    COARSE,
    FULL
  }

  /**
   * That the API ends.
   *
   * @param since from when on it is deprecated; it may lie ahead (RFC 9745)
   * @param sunset when it stops to answer (RFC 8594); absent: not known yet
   * @param successor the slug of the publisher's API to move to
   * @param link a page that tells how to move
   */
  public record Deprecation(
      Instant since, @Nullable Instant sunset, @Nullable String successor, @Nullable URI link) {}

  /**
   * One callable thing.
   *
   * @param method upper case, as in RFC 9110
   * @param path a template below the API, beginning with a slash; {@code {name}} matches one
   *     segment, a last {@code **} the rest
   * @param idempotent whether a call may carry an {@code Idempotency-Key}, and is then made once
   */
  public record Operation(String id, String method, String path, boolean idempotent) {
    /** One that knows no keys. */
    public Operation(String id, String method, String path) {
      this(id, method, path, false);
    }
  }
}

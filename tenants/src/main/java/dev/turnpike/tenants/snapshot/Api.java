package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.Mode;
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
 * @param origins where calls go
 * @param testOrigins where calls of test keys go instead, if the publisher has others for them
 * @param operations what may be called; empty: everything under the API's path
 * @param products the products that sell it, in stable order
 * @param deprecation that it ends; absent: it does not
 * @param route what happens to calls of no operation of its own
 */
public record Api(
    ApiId id,
    String slug,
    String name,
    Stage stage,
    Visibility visibility,
    Set<TenantId> listed,
    OriginSet origins,
    @Nullable OriginSet testOrigins,
    Dialect dialect,
    Disclosure disclosure,
    List<Operation> operations,
    List<ProductId> products,
    @Nullable Deprecation deprecation,
    Route route) {
  /** Whose calls are just passed on. */
  public Api(
      ApiId id,
      String slug,
      String name,
      Stage stage,
      Visibility visibility,
      Set<TenantId> listed,
      OriginSet origins,
      @Nullable OriginSet testOrigins,
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
        origins,
        testOrigins,
        dialect,
        disclosure,
        operations,
        products,
        null,
        Route.NONE);
  }

  /** With one origin, and perhaps another one for test keys. */
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
        OriginSet.of(origin),
        testOrigin == null ? null : OriginSet.of(testOrigin),
        dialect,
        disclosure,
        operations,
        products);
  }

  public Api {
    listed = Set.copyOf(listed);
    operations = List.copyOf(operations);
    products = List.copyOf(products);
  }

  /** Where calls of such keys go. */
  public OriginSet origins(Mode mode) {
    return mode == Mode.TEST && testOrigins != null ? testOrigins : origins;
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
   * @param route what happens to its calls on their way
   */
  public record Operation(String id, String method, String path, boolean idempotent, Route route) {
    /** One whose calls are just passed on. */
    public Operation(String id, String method, String path, boolean idempotent) {
      this(id, method, path, idempotent, Route.NONE);
    }

    /** One that knows no keys. */
    public Operation(String id, String method, String path) {
      this(id, method, path, false);
    }
  }
}

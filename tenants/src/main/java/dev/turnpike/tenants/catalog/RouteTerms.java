package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.catalog.OriginTerms.TimeoutTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to calls on their way, for a whole API or for one operation. A section of an
 * operation takes the place of the API's, as a whole. {@link RouteCheck} holds for each that is
 * published.
 *
 * @param rewrite what the origin gets instead of what came
 * @param cors which sites' scripts may call; absent: all may, without cookies
 * @param sizes the longest bodies; absent: the gateway's own limit
 * @param addresses which callers' addresses may call; absent: all
 * @param maintenance every call gets 503; absent: none does
 * @param mock calls get this answer instead of the origin's; never charged
 * @param validation requests that do not fit get 400
 * @param cache answers are kept for their consumer
 * @param timeouts where they differ from the origins'
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteTerms(
    @Nullable RewriteTerms rewrite,
    @Nullable CorsTerms cors,
    @Nullable SizeTerms sizes,
    @Nullable AddressTerms addresses,
    @Nullable MaintenanceTerms maintenance,
    @Nullable MockTerms mock,
    @Nullable ValidationTerms validation,
    @Nullable CacheTerms cache,
    @Nullable TimeoutTerms timeouts) {

  /** Nothing happens. */
  public static final RouteTerms NONE =
      new RouteTerms(null, null, null, null, null, null, null, null, null);

  static @Nullable RouteTerms read(@Nullable Fields policies) {
    return policies == null ? null : RouteReader.policies(policies);
  }

  /** None when it can be done. */
  List<Fault> faults(String path) {
    return RouteCheck.of(path, this);
  }

  /** An operation's, where this is the API's. */
  public RouteTerms with(@Nullable RouteTerms own) {
    return own == null
        ? this
        : new RouteTerms(
            first(own.rewrite, rewrite),
            first(own.cors, cors),
            first(own.sizes, sizes),
            first(own.addresses, addresses),
            first(own.maintenance, maintenance),
            first(own.mock, mock),
            first(own.validation, validation),
            first(own.cache, cache),
            first(own.timeouts, timeouts));
  }

  /** The same but for the answer that calls get. */
  public RouteTerms withMock(@Nullable MockTerms other) {
    return new RouteTerms(
        rewrite, cors, sizes, addresses, maintenance, other, validation, cache, timeouts);
  }

  /** The same but for what bodies have to be. */
  public RouteTerms withValidation(@Nullable ValidationTerms other) {
    return new RouteTerms(
        rewrite, cors, sizes, addresses, maintenance, mock, other, cache, timeouts);
  }

  private static <T> @Nullable T first(@Nullable T own, @Nullable T general) {
    return own == null ? general : own;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }

  /**
   * What the origin, or the caller, gets instead.
   *
   * @param path below the origin's own path; {@code {path}} stands for the call's, {@code {name}}
   *     for what the operation's template calls so
   * @param setQuery parameters that replace the caller's
   * @param setHeaders headers to the origin that replace the caller's
   * @param setAnswerHeaders headers to the caller that replace the origin's
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record RewriteTerms(
      @Nullable String path,
      Map<String, String> setQuery,
      List<String> removeQuery,
      Map<String, String> setHeaders,
      List<String> removeHeaders,
      Map<String, String> setAnswerHeaders,
      List<String> removeAnswerHeaders) {
    public RewriteTerms {
      setQuery = orEmpty(setQuery);
      removeQuery = orEmpty(removeQuery);
      setHeaders = orEmpty(setHeaders);
      removeHeaders = orEmpty(removeHeaders);
      setAnswerHeaders = orEmpty(setAnswerHeaders);
      removeAnswerHeaders = orEmpty(removeAnswerHeaders);
    }
  }

  /**
   * Cross-origin calls (Fetch standard §3.2).
   *
   * @param origins such as {@code https://app.example.com}, or {@code *} alone
   * @param methods absent: any
   * @param headers absent: any
   * @param credentials whether scripts may send cookies; not with {@code *}
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record CorsTerms(
      List<String> origins,
      List<String> methods,
      List<String> headers,
      @Nullable Boolean credentials,
      @Nullable Integer maxAgeSeconds) {
    public CorsTerms {
      origins = orEmpty(origins);
      methods = orEmpty(methods);
      headers = orEmpty(headers);
    }
  }

  /** In bytes. */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SizeTerms(@Nullable Long requestBytes, @Nullable Long responseBytes) {}

  /** Ranges in CIDR notation. With {@code allow} only those, and never one of {@code deny}. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record AddressTerms(List<String> allow, List<String> deny) {
    public AddressTerms {
      allow = orEmpty(allow);
      deny = orEmpty(deny);
    }
  }

  /**
   * 503 with Retry-After.
   *
   * @param retryAfterSeconds 1 to 86,400; absent: 300
   * @param message for people; absent: a usual one
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MaintenanceTerms(@Nullable Integer retryAfterSeconds, @Nullable String message) {
    public int seconds() {
      return Objects.requireNonNullElse(retryAfterSeconds, 300);
    }
  }

  /**
   * An answer from an example.
   *
   * @param status absent: 200
   * @param type the media type; absent: application/json
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MockTerms(@Nullable Integer status, @Nullable String type, String body) {
    public int code() {
      return Objects.requireNonNullElse(status, 200);
    }

    public String mediaType() {
      return Objects.requireNonNullElse(type, "application/json");
    }
  }

  /**
   * What a request's body has to be.
   *
   * @param body a JSON Schema in itself: what it refers to is in its own {@code $defs}
   * @param required whether there has to be a body; absent: no
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ValidationTerms(JsonNode body, @Nullable Boolean required) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whoever read the schema, equal ones are equal: 1.50 of a file is 1.5 of the database. */
    public ValidationTerms {
      body = body == null || !body.isContainerNode() ? body : read(body);
      required = Boolean.TRUE.equals(required) ? true : null;
    }

    private static JsonNode read(JsonNode body) {
      try {
        return JSON.readTree(body.toString());
      } catch (JsonProcessingException infinite) {
        return body;
      }
    }
  }

  /**
   * Answers to GET, kept as RFC 9111 says, for one consumer and one plan revision each.
   *
   * @param seconds for answers that do not say how long they are fresh; absent: those are not kept
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CacheTerms(@Nullable Integer seconds) {}
}

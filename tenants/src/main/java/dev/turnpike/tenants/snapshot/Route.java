package dev.turnpike.tenants.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import dev.turnpike.tenants.kernel.schema.Violation;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an operation's calls on their way. {@link #NONE} for almost all: asking whether a
 * route is that costs a comparison.
 *
 * @param bodies how long they may be
 */
public record Route(
    @Nullable Rewrite rewrite,
    @Nullable Cors cors,
    Bodies bodies,
    @Nullable Addresses addresses,
    @Nullable Maintenance maintenance,
    @Nullable Mock mock,
    @Nullable Validation validation,
    @Nullable Cache cache,
    OriginSet.Timeouts timeouts) {

  /** Nothing happens. */
  public static final Route NONE =
      new Route(null, null, Bodies.ANY, null, null, null, null, null, OriginSet.Timeouts.USUAL);

  /** Whether this is {@link #NONE}: one comparison, since each call asks. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isNothing() {
    return this == NONE;
  }

  /**
   * What the origin, or the caller, gets instead.
   *
   * @param path a template; null: the call's own
   */
  public record Rewrite(
      @Nullable String path,
      Map<String, String> setQuery,
      Set<String> removeQuery,
      Map<String, String> setHeaders,
      Set<String> removeHeaders,
      Map<String, String> setAnswerHeaders,
      Set<String> removeAnswerHeaders) {
    public boolean changesQuery() {
      return !setQuery.isEmpty() || !removeQuery.isEmpty();
    }
  }

  /** Sites whose scripts may call; an empty list of methods or headers allows any. */
  public record Cors(
      Set<String> origins,
      List<String> methods,
      List<String> headers,
      boolean credentials,
      int maxAgeSeconds) {
    public boolean allows(String origin) {
      return origins.contains("*") || origins.contains(origin);
    }

    public boolean any() {
      return origins.contains("*");
    }
  }

  /** In bytes; {@code Long.MAX_VALUE}: the gateway's own limit. */
  public record Bodies(long request, long response) {
    public static final Bodies ANY = new Bodies(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Callers' addresses. */
  public record Addresses(List<AddressRange> allow, List<AddressRange> deny) {
    public boolean admits(String address) {
      InetAddress from = AddressRange.address(address).orElse(null);
      return from != null
          && deny.stream().noneMatch(range -> range.contains(from))
          && (allow.isEmpty() || allow.stream().anyMatch(range -> range.contains(from)));
    }
  }

  public record Maintenance(Duration retryAfter, @Nullable String message) {}

  /** An answer from an example. */
  public record Mock(int status, String type, String body) {}

  /** How long answers are kept that do not say it themselves; zero: those are not kept. */
  public record Cache(Duration usual) {}

  /** What a request's body has to be. */
  public record Validation(JsonSchema schema, boolean required) {
    private static final ObjectMapper JSON =
        new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What is wrong with a body; none when it fits. */
    public List<Violation> violations(byte[] body) {
      if (body.length == 0) {
        return required ? List.of(new Violation("", "is missing")) : List.of();
      }
      try {
        return schema.violations(JSON.readTree(body));
      } catch (JsonProcessingException broken) {
        return List.of(
            new Violation(
                "",
                "is no JSON (line "
                    + (broken.getLocation() == null ? 1 : broken.getLocation().getLineNr())
                    + ")"));
      } catch (IOException broken) {
        return List.of(new Violation("", "is no JSON"));
      }
    }
  }
}

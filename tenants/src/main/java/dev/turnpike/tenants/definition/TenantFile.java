package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.eligibility.Hooks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it stands in a file: {@code samples/acme.yaml} shows every part of it.
 *
 * @param tenant the slug
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record TenantFile(
    String tenant,
    String name,
    boolean publishes,
    @Nullable Support support,
    List<PersonEntry> people,
    List<ApiEntry> apis,
    List<ProductEntry> products,
    List<ApplicationEntry> applications) {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public TenantFile {
    present("tenant", tenant);
    present("name", name);
    people = orEmpty(people);
    apis = orEmpty(apis);
    products = orEmpty(products);
    applications = orEmpty(applications);
  }

  /**
   * Reads a file.
   *
   * @param file its name, for the message
   * @throws BadDefinition naming the file, and for each fault the line and what is wrong
   */
  public static TenantFile parse(String file, String yaml) {
    JsonNode document = document(file, yaml);
    List<Fault> faults = PlanFaults.of(document);
    if (!faults.isEmpty()) {
      throw BadDefinition.of(file, YamlLines.of(yaml), faults);
    }
    try {
      return YAML.treeToValue(document, TenantFile.class);
    } catch (JsonProcessingException broken) {
      throw BadDefinition.of(file, YamlLines.of(yaml), List.of(fault(broken)));
    }
  }

  private static JsonNode document(String file, String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException broken) {
      JsonLocation location = broken.getLocation();
      int line = location == null ? 1 : location.getLineNr();
      throw new BadDefinition(file + ":" + line + ": " + broken.getOriginalMessage(), broken);
    }
  }

  private static Fault fault(JsonProcessingException broken) {
    Throwable cause = broken.getCause();
    String reason =
        cause instanceof IllegalArgumentException
            ? String.valueOf(cause.getMessage())
            : broken.getOriginalMessage();
    return new Fault(broken instanceof JsonMappingException mapping ? path(mapping) : "", reason);
  }

  private static String path(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  static void present(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Whom refused callers may ask. */
  @RegisterForReflection
  public record Support(@Nullable String email, @Nullable String url) {}

  /** A member. The person is global: the file only says who they are here. */
  @RegisterForReflection
  public record PersonEntry(String email, String name, List<String> roles) {
    public PersonEntry {
      present("email", email);
      present("name", name);
      roles = orEmpty(roles);
    }
  }

  /** An API, published. */
  @RegisterForReflection
  public record ApiEntry(
      String slug,
      String name,
      @Nullable String description,
      @Nullable String visibility,
      String origin,
      @Nullable String dialect,
      @Nullable String disclosure,
      List<OperationEntry> operations) {
    public ApiEntry {
      present("slug", slug);
      present("name", name);
      present("origin", origin);
      operations = orEmpty(operations);
    }
  }

  /**
   * One callable thing.
   *
   * @param idempotent whether a call may carry an {@code Idempotency-Key}; no by default
   */
  @RegisterForReflection
  public record OperationEntry(
      String id,
      String method,
      String path,
      @Nullable String summary,
      @Nullable Boolean idempotent) {
    public OperationEntry {
      present("id", id);
      present("method", method);
      present("path", path);
    }

    OperationTerms terms() {
      return new OperationTerms(id, method, path, summary, idempotent);
    }
  }

  @RegisterForReflection
  public record ProductEntry(
      String slug,
      String name,
      @Nullable String description,
      @Nullable String message,
      @Nullable EligibilityEntry eligibility,
      @Nullable List<String> tags,
      List<String> apis,
      List<PlanEntry> plans) {
    public ProductEntry {
      present("slug", slug);
      present("name", name);
      tags = orEmpty(tags);
      apis = orEmpty(apis);
      plans = orEmpty(plans);
    }
  }

  /** The publisher's own system that has a say in who may call. The secret is known to both. */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  public record EligibilityEntry(
      String url, String secret, @Nullable Integer cacheSeconds, @Nullable Integer timeoutMillis) {
    public EligibilityEntry {
      present("url", url);
      present("secret", secret);
      new Hooks.Wanted(url, cacheSeconds, timeoutMillis, secret)
          .fault()
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException(fault.getKey() + ": " + fault.getValue());
              });
    }

    Hooks.Wanted wanted() {
      return new Hooks.Wanted(url, cacheSeconds, timeoutMillis, secret);
    }
  }

  /**
   * A plan: its name, and its terms beside it, as {@link PlanTerms} explains them.
   *
   * @param onSale whether it can be subscribed to; absent: true
   */
  @RegisterForReflection
  public record PlanEntry(String slug, String name, boolean onSale, PlanTerms terms) {
    static final Set<String> BESIDE = Set.of("slug", "name", "on_sale");

    public PlanEntry {
      present("slug", slug);
      present("name", name);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PlanEntry of(JsonNode plan) {
      return new PlanEntry(
          plan.path("slug").asText(null),
          plan.path("name").asText(null),
          plan.path("on_sale").asBoolean(true),
          PlanReader.read(plan, BESIDE));
    }
  }

  /** A consumer's application, with what the samples need to be in each state. */
  @RegisterForReflection
  public record ApplicationEntry(
      String slug, String name, List<SubscriptionEntry> subscriptions, List<KeyEntry> keys) {
    public ApplicationEntry {
      present("slug", slug);
      present("name", name);
      subscriptions = orEmpty(subscriptions);
      keys = orEmpty(keys);
    }
  }

  /**
   * A subscription of the samples.
   *
   * @param spent the limit that is used up in this window
   * @param decline why the last charge failed
   * @param by who asked, where a decision is open
   */
  @RegisterForReflection
  public record SubscriptionEntry(
      String publisher,
      String product,
      String plan,
      String state,
      @Nullable String spent,
      @Nullable String decline,
      @Nullable String by) {}

  /** A key of the samples, and the state that it is there to show. */
  @RegisterForReflection
  public record KeyEntry(String name, String state) {}
}

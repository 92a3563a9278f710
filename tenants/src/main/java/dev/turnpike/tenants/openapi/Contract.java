package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MockTerms;
import dev.turnpike.tenants.catalog.RouteTerms.ValidationTerms;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import dev.turnpike.tenants.openapi.Imported.Placed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of each operation that the gateway can act on: an example of its answer, and
 * the schema of its body, written out so that it stands for itself.
 */
public final class Contract {
  private static final Set<String> ONLY_DESCRIBES =
      Set.of(
          "description",
          "title",
          "example",
          "examples",
          "externalDocs",
          "xml",
          "deprecated",
          "default",
          "$comment");

  private static final Set<String> BY_NAME =
      Set.of("properties", "patternProperties", "$defs", "definitions");
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> ONE = Set.of("items", "additionalProperties", "not");
  private static final int USUAL = 200;
  private static final int ANY_SUCCESS = 298;
  private static final int LONGEST = 250_000;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9.+*-]+/[a-z0-9.+*-]+(?:;[ -~]{0,100})?");
  private static final String NAMED = "#/components/schemas/";

  private final Document document;
  private final Examples examples;
  private final Map<String, Placed> places = new HashMap<>();

  private Contract(Imported imported) {
    document = imported.document();
    examples = new Examples(document);
    imported.operations().forEach(placed -> places.put(placed.terms().id(), placed));
  }

  /**
   * Reads a kept document again.
   *
   * @param operations the API's, whose names stay
   */
  public static Optional<Contract> of(byte[] gzip, List<OperationTerms> operations) {
    return switch (DocumentImport.of(Document.unpacked(gzip), operations)) {
      case DocumentImport.Result.Bad _ -> Optional.empty();
      case DocumentImport.Result.Good(Imported imported) -> Optional.of(new Contract(imported));
    };
  }

  /** The example of the first success that has one; empty when the document shows none. */
  public Optional<MockTerms> mock(OperationTerms operation) {
    return first(operation).flatMap(this::mock);
  }

  /**
   * The schema that JSON bodies have to fit. Empty when the document has none, when other bodies
   * may be sent as well, and when it says what nobody here understands.
   */
  public Optional<ValidationTerms> schema(OperationTerms operation) {
    JsonNode body = document.resolved(node(operation).path("requestBody"));
    JsonNode schema = null;
    for (Map.Entry<String, JsonNode> media : body.path("content").properties()) {
      if (!isJson(media.getKey())) {
        return Optional.empty();
      }
      schema = schema == null ? media.getValue().path("schema") : schema;
    }
    ObjectNode whole = schema == null ? null : whole(schema);
    return whole == null || !isUsable(whole.toString()) || !JsonSchema.faults(whole).isEmpty()
        ? Optional.empty()
        : Optional.of(new ValidationTerms(whole, body.path("required").asBoolean() ? true : null));
  }

  private JsonNode node(OperationTerms operation) {
    Placed placed = places.get(operation.id());
    return placed == null
        ? document.root().path("\0")
        : document
            .resolved(document.root().path("paths").path(placed.path()))
            .path(placed.method());
  }

  /** The status in its text, and what the document says of it. */
  private record Answer(int status, JsonNode says) {}

  private Optional<Answer> first(OperationTerms operation) {
    Answer best = null;
    for (Map.Entry<String, JsonNode> one : node(operation).path("responses").properties()) {
      int status = status(one.getKey());
      if (status > 0 && (best == null || status < best.status())) {
        best = new Answer(status, document.resolved(one.getValue()));
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code default} counts where no success is written; 0 for whatever is none. */
  private static int status(String written) {
    if (written.matches("2[0-9][0-9]")) {
      return Integer.parseInt(written);
    }
    if (written.equalsIgnoreCase("2XX")) {
      return ANY_SUCCESS;
    }
    return written.equals("default") ? ANY_SUCCESS + 1 : 0;
  }

  private Optional<MockTerms> mock(Answer answer) {
    Integer status = written(answer.status());
    JsonNode content = answer.says().path("content");
    if (content.isEmpty()) {
      return Optional.of(new MockTerms(status, null, ""));
    }
    MockTerms best = null;
    for (Map.Entry<String, JsonNode> media : content.properties()) {
      String type = media.getKey().toLowerCase(Locale.ROOT).strip();
      String body = examples.body(type, media.getValue(), false);
      boolean better = best == null || (isJson(type) && !isJson(best.mediaType()));
      if (better && body != null && isUsable(body) && MEDIA_TYPE.matcher(type).matches()) {
        best = new MockTerms(status, written(type), body);
      }
    }
    return Optional.ofNullable(best);
  }

  /** PostgreSQL keeps no NUL, and what is very long is nobody's example. */
  private static boolean isUsable(String text) {
    return text.length() <= LONGEST && text.indexOf('\0') < 0 && !text.contains("\\u0000");
  }

  private static @Nullable Integer written(int status) {
    if (status == USUAL || status >= ANY_SUCCESS) {
      return null;
    }
    return status;
  }

  /** Absent where it is the usual one, or no single one. */
  private static @Nullable String written(String type) {
    return type.equals("application/json") || type.contains("*") ? null : type;
  }

  private static boolean isJson(String type) {
    int end = type.indexOf(';');
    String plain = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return plain.equals("application/json") || plain.endsWith("+json");
  }

  /** With all that it refers to; null when a reference leads elsewhere than to a named schema. */
  private @Nullable ObjectNode whole(JsonNode schema) {
    Deque<String> wanted = new ArrayDeque<>();
    if (!(slim(schema, wanted) instanceof ObjectNode whole)) {
      return null;
    }
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    while (!wanted.isEmpty()) {
      String reference = wanted.pop();
      if (!reference.startsWith(NAMED)) {
        return null;
      }
      String name = Pointer.unescaped(reference.substring(NAMED.length()).split("/", 2)[0]);
      JsonNode found = document.root().path("components").path("schemas").path(name);
      if (found.isMissingNode()) {
        return null;
      }
      if (!named.has(name)) {
        named.set(name, slim(found, wanted));
      }
    }
    if (!named.isEmpty()) {
      whole.putObject("components").set("schemas", named);
    }
    return whole;
  }

  /** Without what decides nothing; what it refers to is noted. */
  private static JsonNode slim(JsonNode schema, Deque<String> wanted) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode slim = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> word : schema.properties()) {
      String name = word.getKey();
      JsonNode value = word.getValue();
      if (name.equals("$ref")) {
        wanted.push(value.asText());
        slim.set(name, value);
      } else if (BY_NAME.contains(name)) {
        ObjectNode all = slim.putObject(name);
        value.properties().forEach(one -> all.set(one.getKey(), slim(one.getValue(), wanted)));
      } else if (LISTS.contains(name)) {
        ArrayNode all = slim.putArray(name);
        value.forEach(one -> all.add(slim(one, wanted)));
      } else if (ONE.contains(name)) {
        slim.set(name, slim(value, wanted));
      } else if (!ONLY_DESCRIBES.contains(name) && !name.startsWith("x-")) {
        slim.set(name, value);
      }
    }
    return slim;
  }
}

package dev.turnpike.tenants.kernel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A JSON Schema as OpenAPI 3.0 and 3.1 use it for bodies: the validation words of draft 2020-12 and
 * 3.0's {@code nullable} and boolean {@code exclusiveMinimum}. References stay within the schema.
 * What only describes ({@code title}, {@code discriminator}, {@code example}) is not looked at;
 * {@code if}, {@code dependentSchemas}, {@code unevaluated…} and references elsewhere are refused
 * when the schema is read, rather than passed over when a document is.
 *
 * <p>Bounded: so many steps a document, so many nested references, so many violations told, and a
 * pattern may look at a text only so often.
 */
public final class JsonSchema {
  /** The words that would change what is valid and that are not understood here. */
  private static final Set<String> NOT_UNDERSTOOD =
      Set.of(
          "if",
          "then",
          "else",
          "dependentSchemas",
          "dependentRequired",
          "unevaluatedProperties",
          "unevaluatedItems",
          "contains",
          "propertyNames",
          "$dynamicRef");

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");

  private static final int DEEPEST = 200;

  private final JsonNode root;
  private final Map<String, Pattern> patterns = new HashMap<>();

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException naming what is not understood, and where
   */
  public static JsonSchema of(JsonNode schema) {
    List<Violation> faults = faults(schema);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          faults.getFirst().pointer() + ": " + faults.getFirst().detail());
    }
    JsonSchema read = new JsonSchema(schema);
    read.prepare(schema, "", new ArrayList<>(), 0);
    return read;
  }

  /** What keeps a schema from being used; none when it can be. */
  public static List<Violation> faults(JsonNode schema) {
    List<Violation> faults = new ArrayList<>();
    new JsonSchema(schema).prepare(schema, "", faults, 0);
    return faults;
  }

  /** What is wrong with the document, at most {@link Reading#MOST_TOLD}; none when all is well. */
  public List<Violation> violations(JsonNode document) {
    return new Reading(this).read(document);
  }

  JsonNode root() {
    return root;
  }

  /** The schema that a reference within this one means. */
  JsonNode target(String reference) {
    return root.at(unescaped(reference.substring(1)));
  }

  Pattern pattern(String text) {
    Pattern known = patterns.get(text);
    if (known == null) {
      throw new IllegalStateException("a pattern that was not read");
    }
    return known;
  }

  private void prepare(JsonNode schema, String at, List<Violation> faults, int depth) {
    if (depth > DEEPEST) {
      faults.add(new Violation(at, "is nested too deeply"));
      return;
    }
    if (schema.isBoolean()) {
      return;
    }
    if (!schema.isObject()) {
      faults.add(new Violation(at, "is no schema: write an object"));
      return;
    }
    schema
        .fieldNames()
        .forEachRemaining(
            word -> {
              if (NOT_UNDERSTOOD.contains(word)) {
                faults.add(new Violation(at + "/" + word, "is not understood here"));
              }
            });
    reference(schema, at, faults);
    types(schema.path("type"), at + "/type", faults);
    regex(schema.path("pattern"), at + "/pattern", faults);
    JsonNode byPattern = schema.path("patternProperties");
    byPattern.fieldNames().forEachRemaining(text -> regex(text, at + "/patternProperties", faults));
    for (String word : List.of("properties", "patternProperties", "$defs", "definitions")) {
      named(schema.path(word), at + "/" + word, faults, depth);
    }
    named(schema.path("components").path("schemas"), at + "/components/schemas", faults, depth);
    for (String word : List.of("items", "additionalProperties", "not")) {
      JsonNode one = schema.path(word);
      if (!one.isMissingNode()) {
        prepare(one, at + "/" + word, faults, depth + 1);
      }
    }
    for (String word : List.of("allOf", "anyOf", "oneOf", "prefixItems")) {
      int index = 0;
      for (JsonNode one : schema.path(word)) {
        prepare(one, at + "/" + word + "/" + index++, faults, depth + 1);
      }
    }
  }

  private void named(JsonNode all, String at, List<Violation> faults, int depth) {
    all.fieldNames()
        .forEachRemaining(name -> prepare(all.get(name), at + "/" + name, faults, depth + 1));
  }

  private void reference(JsonNode schema, String at, List<Violation> faults) {
    JsonNode reference = schema.path("$ref");
    if (reference.isMissingNode()) {
      return;
    }
    String text = reference.asText();
    boolean within = text.equals("#") || text.startsWith("#/");
    if (!within || root.at(unescaped(text.substring(1))).isMissingNode()) {
      faults.add(new Violation(at + "/$ref", "leads nowhere within the schema: " + text));
    }
  }

  private static void types(JsonNode type, String at, List<Violation> faults) {
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      if (!one.isMissingNode() && !TYPES.contains(one.asText())) {
        faults.add(new Violation(at, "is no type: " + one.asText()));
      }
    }
  }

  private void regex(JsonNode pattern, String at, List<Violation> faults) {
    if (!pattern.isMissingNode()) {
      regex(pattern.asText(), at, faults);
    }
  }

  private void regex(String text, String at, List<Violation> faults) {
    try {
      patterns.put(text, Pattern.compile(text));
    } catch (PatternSyntaxException broken) {
      faults.add(new Violation(at, "is no regular expression: " + broken.getDescription()));
    }
  }

  /** A fragment may be percent-encoded (RFC 6901 §6). */
  private static String unescaped(String fragment) {
    return fragment.indexOf('%') < 0
        ? fragment
        : URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

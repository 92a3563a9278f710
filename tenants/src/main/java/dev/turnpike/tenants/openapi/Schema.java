package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema of either version, seen through its references: 3.0 writes {@code nullable}, 3.1 lists
 * {@code null} among the types; {@code allOf} is one schema of its parts.
 */
final class Schema {
  private static final int MOST_PARTS = 50;
  private static final int DEEPEST_PARTS = 10;

  private final Document document;
  private final JsonNode written;
  private final String name;
  private final JsonNode node;

  private Schema(Document document, JsonNode written) {
    this.document = document;
    this.written = written;
    this.name = Document.schemaName(written);
    this.node = document.resolved(written);
  }

  static Schema of(Document document, JsonNode written) {
    return new Schema(document, written);
  }

  /** What the document calls it; empty: it stands where it is used. */
  String name() {
    return name;
  }

  /** Without its reference. */
  JsonNode node() {
    return node;
  }

  boolean isMissing() {
    return node.isMissingNode();
  }

  /** A reference may carry a description of its own in 3.1. */
  String description() {
    String own = written.path("description").asText("");
    return own.isEmpty() ? node.path("description").asText("") : own;
  }

  boolean isDeprecated() {
    return node.path("deprecated").asBoolean() || written.path("deprecated").asBoolean();
  }

  /** {@code object}, {@code array}, {@code string} and so on; {@code any} when it says nothing. */
  String type() {
    return type(0);
  }

  private String type(int depth) {
    JsonNode type = node.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (!one.asText().equals("null")) {
          return one.asText();
        }
      }
      return "null";
    }
    if (type.isTextual()) {
      return type.asText();
    }
    if (node.has("properties") || node.has("additionalProperties")) {
      return "object";
    }
    if (node.has("items")) {
      return "array";
    }
    for (JsonNode part : node.path("allOf")) {
      String of = depth < DEEPEST_PARTS ? of(document, part).type(depth + 1) : "any";
      if (!of.equals("any")) {
        return of;
      }
    }
    return node.has("enum") ? "string" : "any";
  }

  boolean mayBeNull() {
    if (node.path("nullable").asBoolean()) {
      return true;
    }
    for (JsonNode one : node.path("type")) {
      if (one.asText().equals("null")) {
        return true;
      }
    }
    return false;
  }

  /** All that it may be instead; empty when it is one thing. */
  List<Schema> choices() {
    JsonNode list = node.has("oneOf") ? node.path("oneOf") : node.path("anyOf");
    List<Schema> choices = new ArrayList<>();
    for (JsonNode one : list) {
      if (choices.size() < MOST_PARTS && !one.path("type").asText().equals("null")) {
        choices.add(of(document, one));
      }
    }
    return choices;
  }

  Schema items() {
    return of(document, node.path("items"));
  }

  /** What members of other names are; missing when there are none, or of any kind. */
  Schema others() {
    JsonNode other = node.path("additionalProperties");
    return of(document, other.isObject() && !other.isEmpty() ? other : node.path("\0"));
  }

  /** With those of its parts; the own ones come last and win. */
  Map<String, Schema> properties() {
    Map<String, Schema> all = new LinkedHashMap<>();
    collect(node, all, new LinkedHashSet<>(), 0);
    return all;
  }

  private void collect(JsonNode at, Map<String, Schema> all, Set<String> open, int depth) {
    for (JsonNode part : at.path("allOf")) {
      String reference = part.path("$ref").asText("");
      if (depth < DEEPEST_PARTS && (reference.isEmpty() || open.add(reference))) {
        collect(document.resolved(part), all, open, depth + 1);
      }
    }
    at.path("properties")
        .properties()
        .forEach(e -> all.put(e.getKey(), of(document, e.getValue())));
  }

  Set<String> required() {
    Set<String> all = new LinkedHashSet<>();
    collectRequired(node, all, new LinkedHashSet<>(), 0);
    return all;
  }

  private void collectRequired(JsonNode at, Set<String> all, Set<String> open, int depth) {
    for (JsonNode part : at.path("allOf")) {
      String reference = part.path("$ref").asText("");
      if (depth < DEEPEST_PARTS && (reference.isEmpty() || open.add(reference))) {
        collectRequired(document.resolved(part), all, open, depth + 1);
      }
    }
    at.path("required").forEach(name -> all.add(name.asText()));
  }

  /** In words: {@code array of Pet}, {@code string (date-time) or null}. */
  String label() {
    String label = name.isEmpty() ? unnamed() : name;
    return mayBeNull() ? label + " or null" : label;
  }

  private String unnamed() {
    List<Schema> choices = choices();
    if (choices.size() == 1) {
      return choices.getFirst().label();
    }
    if (!choices.isEmpty()) {
      return "one of " + choices.size();
    }
    JsonNode parts = node.path("allOf");
    if (parts.size() == 1 && !node.has("properties")) {
      return of(document, parts.path(0)).label();
    }
    String type = type();
    if (type.equals("array")) {
      Schema items = items();
      return items.isMissing() ? "array" : "array of " + items.label();
    }
    String format = node.path("format").asText("");
    return format.isEmpty() ? type : type + " (" + format + ")";
  }
}

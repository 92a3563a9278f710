package dev.turnpike.backend.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * As much of JSON Schema as the schema of files uses; a keyword that it does not know is an error.
 */
final class SmallSchema {
  private static final Set<String> KNOWN =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "$ref",
          "title",
          "description",
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "pattern",
          "minLength",
          "maxLength");

  private final JsonNode root;
  private final List<String> faults = new ArrayList<>();

  SmallSchema(JsonNode root) {
    this.root = root;
  }

  List<String> faults(JsonNode document) {
    faults.clear();
    check("", root, document);
    return List.copyOf(faults);
  }

  private void check(String path, JsonNode schema, JsonNode value) {
    schema
        .fieldNames()
        .forEachRemaining(
            word -> {
              if (!KNOWN.contains(word)) {
                throw new IllegalStateException("unknown keyword " + word);
              }
            });
    if (schema.isEmpty()) {
      return; // anything may stand there
    }
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asText().substring("#/$defs/".length());
      check(path, root.path("$defs").path(name), value);
      return;
    }
    if (schema.has("type") && !isOf(schema.path("type"), value)) {
      faults.add(path + " is no " + schema.path("type"));
      return;
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      faults.add(path + " is none of " + schema.path("enum"));
    }
    if (value.isTextual()) {
      String text = value.textValue();
      if (schema.has("pattern")
          && !Pattern.compile(schema.path("pattern").asText()).matcher(text).find()) {
        faults.add(path + " does not match " + schema.path("pattern"));
      }
      int length = text.codePointCount(0, text.length());
      if (length < schema.path("minLength").asInt(0)
          || length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
        faults.add(path + " has " + length + " characters");
      }
    }
    if (value.isObject()) {
      object(path, schema, value);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(path + "[" + i + "]", schema.path("items"), value.get(i));
    }
  }

  private void object(String path, JsonNode schema, JsonNode value) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        faults.add(path + " has no " + name.asText());
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode known = schema.path("properties").path(field.getKey());
      JsonNode other = schema.path("additionalProperties");
      if (known.isObject()) {
        check(path + "." + field.getKey(), known, field.getValue());
      } else if (other.isObject()) {
        check(path + "." + field.getKey(), other, field.getValue());
      } else {
        faults.add(path + "." + field.getKey() + " is unknown");
      }
    }
  }

  private static boolean isOf(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (isOf(each, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalStateException("unknown type " + type);
    };
  }

  private static boolean contains(JsonNode choice, JsonNode value) {
    for (JsonNode each : choice) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }
}

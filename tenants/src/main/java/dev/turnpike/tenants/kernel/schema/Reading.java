package dev.turnpike.tenants.kernel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One document held against one schema. */
final class Reading {
  /** Whoever sends more faults than this learns of the rest the next time. */
  static final int MOST_TOLD = 20;

  private static final int MOST_STEPS = 200_000;
  private static final int DEEPEST = 200;

  private final JsonSchema schema;
  private int steps;

  Reading(JsonSchema schema) {
    this.schema = schema;
  }

  List<Violation> read(JsonNode document) {
    List<Violation> found = new ArrayList<>();
    check(schema.root(), document, "", found, 0);
    return found;
  }

  private void check(JsonNode rule, JsonNode value, String at, List<Violation> found, int depth) {
    if (found.size() >= MOST_TOLD) {
      return;
    }
    if (++steps > MOST_STEPS || depth > DEEPEST) {
      found.add(new Violation(at, "is too complicated to be checked"));
      return;
    }
    if (rule.isBoolean()) {
      if (!rule.booleanValue()) {
        found.add(new Violation(at, "may not be there"));
      }
      return;
    }
    JsonNode reference = rule.path("$ref");
    if (reference.isTextual()) {
      check(schema.target(reference.textValue()), value, at, found, depth + 1);
    }
    if (value.isNull() && rule.path("nullable").asBoolean()) {
      return;
    }
    if (!hasType(rule.path("type"), value)) {
      found.add(new Violation(at, "is not of type " + types(rule.path("type"))));
      return;
    }
    constants(rule, value, at, found);
    if (value.isNumber()) {
      Scalars.number(rule, value, at, found);
    } else if (value.isTextual()) {
      Scalars.text(schema, rule, value.textValue(), at, found);
    } else if (value.isArray()) {
      array(rule, value, at, found, depth);
    } else if (value.isObject()) {
      object(rule, value, at, found, depth);
    }
    combined(rule, value, at, found, depth);
  }

  private static boolean hasType(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (is(one.asText(), value)) {
          return true;
        }
      }
      return false;
    }
    return type.isMissingNode() || is(type.asText(), value);
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && Scalars.isWhole(value.decimalValue());
      case "boolean" -> value.isBoolean();
      default -> value.isNull();
    };
  }

  private static String types(JsonNode type) {
    if (!type.isArray()) {
      return type.asText();
    }
    List<String> all = new ArrayList<>();
    type.forEach(one -> all.add(one.asText()));
    return String.join(" or ", all);
  }

  private static void constants(JsonNode rule, JsonNode value, String at, List<Violation> found) {
    JsonNode constant = rule.path("const");
    if (!constant.isMissingNode() && !same(constant, value)) {
      found.add(new Violation(at, "is not " + constant));
    }
    JsonNode choices = rule.path("enum");
    if (choices.isArray()) {
      for (JsonNode choice : choices) {
        if (same(choice, value)) {
          return;
        }
      }
      String all = choices.toString();
      found.add(
          new Violation(at, all.length() <= 200 ? "is none of " + all : "is none of the choices"));
    }
  }

  /** 1 and 1.0 are one number (JSON Schema core §4.2.2). */
  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }

  private void array(JsonNode rule, JsonNode value, String at, List<Violation> found, int depth) {
    Scalars.count(rule, "minItems", "maxItems", value.size(), "items", at, found);
    if (rule.path("uniqueItems").asBoolean()) {
      Set<JsonNode> seen = new HashSet<>();
      value.forEach(seen::add);
      if (seen.size() < value.size()) {
        found.add(new Violation(at, "has an item twice"));
      }
    }
    JsonNode first = rule.path("prefixItems");
    JsonNode items = rule.path("items");
    for (int i = 0; i < value.size(); i++) {
      JsonNode its = i < first.size() ? first.get(i) : items;
      if (!its.isMissingNode()) {
        check(its, value.get(i), at + "/" + i, found, depth + 1);
      }
    }
  }

  private void object(JsonNode rule, JsonNode value, String at, List<Violation> found, int depth) {
    Scalars.count(rule, "minProperties", "maxProperties", value.size(), "properties", at, found);
    JsonNode properties = rule.path("properties");
    for (JsonNode required : rule.path("required")) {
      String name = required.asText();
      // What only answers have is not asked of a request (OpenAPI 3.0 §4.7.24).
      if (!value.has(name) && !properties.path(name).path("readOnly").asBoolean()) {
        found.add(new Violation(at + "/" + escaped(name), "is missing"));
      }
    }
    JsonNode others = rule.path("additionalProperties");
    JsonNode byPattern = rule.path("patternProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String its = at + "/" + escaped(field.getKey());
      boolean named = properties.has(field.getKey());
      if (named) {
        check(properties.get(field.getKey()), field.getValue(), its, found, depth + 1);
      }
      for (Map.Entry<String, JsonNode> pattern : byPattern.properties()) {
        if (Scalars.matches(schema.pattern(pattern.getKey()), field.getKey())) {
          named = true;
          check(pattern.getValue(), field.getValue(), its, found, depth + 1);
        }
      }
      if (!named && others.isBoolean() && !others.booleanValue()) {
        found.add(new Violation(its, "is no property here"));
      } else if (!named && others.isObject()) {
        check(others, field.getValue(), its, found, depth + 1);
      }
    }
  }

  private void combined(
      JsonNode rule, JsonNode value, String at, List<Violation> found, int depth) {
    for (JsonNode part : rule.path("allOf")) {
      check(part, value, at, found, depth + 1);
    }
    JsonNode any = rule.path("anyOf");
    if (any.isArray() && fitting(any, value, at, depth) == 0) {
      found.add(new Violation(at, "fits none of the allowed forms"));
    }
    JsonNode one = rule.path("oneOf");
    if (one.isArray()) {
      int fitting = fitting(one, value, at, depth);
      if (fitting != 1) {
        found.add(
            new Violation(
                at,
                fitting == 0
                    ? "fits none of the allowed forms"
                    : "fits several forms where one is allowed"));
      }
    }
    JsonNode not = rule.path("not");
    if (!not.isMissingNode() && fits(not, value, at, depth)) {
      found.add(new Violation(at, "has a form that is not allowed"));
    }
  }

  private int fitting(JsonNode forms, JsonNode value, String at, int depth) {
    int count = 0;
    for (JsonNode form : forms) {
      if (fits(form, value, at, depth)) {
        count++;
      }
    }
    return count;
  }

  private boolean fits(JsonNode form, JsonNode value, String at, int depth) {
    List<Violation> its = new ArrayList<>();
    check(form, value, at, its, depth + 1);
    return its.isEmpty();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.tenants.openapi.Finding.What;
import java.util.Map;
import java.util.TreeMap;

/** What a report says of a document besides its operations: one walk over all of it. */
final class Rest {
  private static final int MOST_EXTENSIONS = 50;

  private final Document document;
  private final Report.Writer report;
  private final Map<String, Seen> extensions = new TreeMap<>();
  private final Map<String, String> broken = new TreeMap<>();
  private int examples;
  private String firstExample = "";

  Rest(Document document, Report.Writer report) {
    this.document = document;
    this.report = report;
  }

  private record Seen(String first, int times) {}

  void tell() {
    JsonNode root = document.root();
    int schemas = root.path("components").path("schemas").size();
    if (schemas > 0) {
      report.add(What.SCHEMAS, "/components/schemas", Integer.toString(schemas));
    }
    root.path("components")
        .path("securitySchemes")
        .properties()
        .forEach(
            e ->
                report.add(
                    What.SECURITY,
                    Pointer.to("components", "securitySchemes", e.getKey()),
                    e.getKey() + " · " + document.resolved(e.getValue()).path("type").asText()));
    if (root.path("webhooks").size() > 0) {
      report.add(What.WEBHOOKS, "/webhooks", Integer.toString(root.path("webhooks").size()));
    }
    walk(root, new StringBuilder(), false);
    if (examples > 0) {
      report.add(What.EXAMPLES, firstExample, Integer.toString(examples));
    }
    extensions.entrySet().stream()
        .limit(MOST_EXTENSIONS)
        .forEach(
            e ->
                report.add(
                    What.EXTENSION,
                    e.getValue().first(),
                    e.getKey() + " × " + e.getValue().times()));
  }

  /**
   * @param names whether the members of this object are names of the publisher's own, such as
   *     properties, and no keywords
   */
  private void walk(JsonNode node, StringBuilder at, boolean names) {
    int length = at.length();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        at.append('/').append(i);
        walk(node.path(i), at, false);
        at.setLength(length);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      at.append(Pointer.to(name));
      if (names) {
        walk(member.getValue(), at, false);
      } else {
        member(name, member.getValue(), at);
      }
      at.setLength(length);
    }
  }

  private void member(String name, JsonNode value, StringBuilder at) {
    if (name.startsWith("x-")) {
      extensions.merge(
          name, new Seen(at.toString(), 1), (old, one) -> new Seen(old.first(), old.times() + 1));
      return;
    }
    switch (name) {
      case "$ref" -> reference(value.asText(), at);
      case "example", "examples" -> {
        examples += name.equals("example") ? 1 : value.size();
        firstExample = firstExample.isEmpty() ? at.toString() : firstExample;
      }
      case "links" -> {
        if (value.isObject() && !value.isEmpty()) {
          report.add(What.LINKS, at.toString(), Integer.toString(value.size()));
        }
      }
      case "default", "enum", "const" -> {
        // Values, not keywords.
      }
      case "properties",
          "patternProperties",
          "paths",
          "schemas",
          "responses",
          "headers",
          "$defs",
          "definitions",
          "parameters",
          "requestBodies",
          "securitySchemes",
          "callbacks",
          "pathItems",
          "webhooks",
          "content",
          "encoding",
          "variables",
          "mapping",
          "scopes" ->
          walk(value, at, value.isObject());
      default -> walk(value, at, false);
    }
  }

  private void reference(String reference, StringBuilder at) {
    if (!reference.startsWith("#")) {
      report.add(What.REFERENCE_ELSEWHERE, at.toString(), reference);
    } else if (!reference.equals("#")
        && broken.computeIfAbsent(reference, r -> isBroken(r) ? r : "").equals(reference)) {
      report.add(What.REFERENCE_BROKEN, at.toString(), reference);
    }
  }

  private boolean isBroken(String reference) {
    return document
        .resolved(JsonNodeFactory.instance.objectNode().put("$ref", reference))
        .isMissingNode();
  }
}

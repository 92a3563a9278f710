package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.tenants.openapi.Imported.Placed;
import dev.turnpike.tenants.openapi.Sheet.Answer;
import dev.turnpike.tenants.openapi.Sheet.Body;
import dev.turnpike.tenants.openapi.Sheet.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a document's reference, entry by entry, so that a page reads one row and no document. Each
 * is cut to what fits a page of 60 KB.
 */
public final class Reference {
  /** The rows of one page, in characters. */
  private static final int ROOM = 17_000;

  private static final int LONGEST_DESCRIPTION = 4_000;
  private static final int LONGEST_SUMMARY = 300;
  private static final int MOST_SCHEMAS = 5_000;
  private static final int MOST_BODIES = 4;
  private static final int MOST_ANSWERS = 20;

  private final Document document;
  private final Examples examples;
  private final List<Placed> operations;

  private Reference(Imported imported) {
    this.document = imported.document();
    this.examples = new Examples(document);
    this.operations = imported.operations();
  }

  /** Every entry in its order; nothing is kept. Blocks: it computes. */
  public static void write(Imported imported, Consumer<Entry> to) {
    Reference reference = new Reference(imported);
    for (int i = 0; i < reference.operations.size(); i++) {
      to.accept(reference.operation(i, reference.operations.get(i)));
    }
    int position = 0;
    for (Map.Entry<String, JsonNode> schema :
        reference.document.root().path("components").path("schemas").properties()) {
      if (position < MOST_SCHEMAS) {
        to.accept(reference.schema(position++, schema.getKey(), schema.getValue()));
      }
    }
  }

  private Entry operation(int position, Placed placed) {
    JsonNode item = document.resolved(document.root().path("paths").path(placed.path()));
    JsonNode operation = item.path(placed.method());
    FieldRows rows = new FieldRows(document, ROOM);
    List<Field> parameters = new ArrayList<>();
    parameters(item, operation)
        .forEach(
            p -> rows.parameter(parameters, p.path("name").asText(), p.path("in").asText(), p));
    JsonNode request = document.resolved(operation.path("requestBody"));
    List<Body> bodies = bodies(request, rows, true);
    List<Answer> answers = answers(operation.path("responses"), rows);
    String tag = operation.path("tags").path(0).asText("");
    return new Entry(
        Entry.Kind.operation,
        position,
        placed.terms().id(),
        placed.terms().method(),
        placed.terms().path(),
        FieldRows.cut(tag, 100),
        placed.terms().line(),
        operation.path("deprecated").asBoolean(),
        new Sheet(description(operation), parameters, bodies, answers, rows.isCut()));
  }

  private Entry schema(int position, String name, JsonNode schema) {
    FieldRows rows = new FieldRows(document, ROOM);
    JsonNode node = document.resolved(schema);
    List<Field> fields = rows.of(schema);
    String example =
        examples.body(
            "application/json", JsonNodeFactory.instance.objectNode().set("schema", schema), false);
    String summary = node.path("title").asText("");
    return new Entry(
        Entry.Kind.schema,
        position,
        FieldRows.cut(name, 200),
        "",
        "",
        "",
        FieldRows.cut(summary, LONGEST_SUMMARY),
        node.path("deprecated").asBoolean(),
        new Sheet(
            description(node),
            List.of(),
            List.of(new Body("application/json", false, fields, example)),
            List.of(),
            rows.isCut()));
  }

  /** Those of the path, and the operation's own, which win. */
  private List<JsonNode> parameters(JsonNode item, JsonNode operation) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      for (JsonNode written : list) {
        JsonNode parameter = document.resolved(written);
        all.put(parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
      }
    }
    return List.copyOf(all.values());
  }

  private List<Body> bodies(JsonNode of, FieldRows rows, boolean sent) {
    List<Body> bodies = new ArrayList<>();
    for (Map.Entry<String, JsonNode> media : of.path("content").properties()) {
      if (bodies.size() == MOST_BODIES) {
        break;
      }
      String type = FieldRows.cut(media.getKey(), 100);
      JsonNode schema = media.getValue().path("schema");
      bodies.add(
          new Body(
              type,
              of.path("required").asBoolean(),
              schema.isMissingNode() ? List.of() : rows.of(schema),
              examples.body(type, media.getValue(), sent)));
    }
    return bodies;
  }

  private List<Answer> answers(JsonNode responses, FieldRows rows) {
    List<Answer> answers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : responses.properties()) {
      if (answers.size() == MOST_ANSWERS || entry.getKey().startsWith("x-")) {
        continue;
      }
      JsonNode response = document.resolved(entry.getValue());
      List<Field> headers = new ArrayList<>();
      response
          .path("headers")
          .properties()
          .forEach(
              h -> rows.parameter(headers, h.getKey(), "header", document.resolved(h.getValue())));
      answers.add(
          new Answer(
              entry.getKey(),
              FieldRows.cut(response.path("description").asText("").strip(), LONGEST_SUMMARY),
              headers,
              bodies(response, rows, false)));
    }
    return answers;
  }

  private static String description(JsonNode node) {
    return FieldRows.cut(node.path("description").asText("").strip(), LONGEST_DESCRIPTION);
  }
}

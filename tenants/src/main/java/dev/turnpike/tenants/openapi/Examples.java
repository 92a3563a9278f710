package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examples of bodies and values: the document's own, else one made of the schema. */
final class Examples {
  private static final int DEEPEST = 5;
  private static final int MOST_MEMBERS = 40;
  private static final int LONGEST = 4_000;
  private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private final Document document;
  private final JsonNodeFactory make = JsonNodeFactory.instance;

  Examples(Document document) {
    this.document = document;
  }

  /** A body as it goes over the wire; null when none fits on a page. */
  @Nullable String body(String type, JsonNode media, boolean sent) {
    JsonNode written = written(media);
    JsonNode value =
        written.isMissingNode()
            ? value(Schema.of(document, media.path("schema")), new ArrayDeque<>(), 0, sent)
            : written;
    String text = text(type, value);
    return text == null || text.isEmpty() || text.length() > LONGEST ? null : text;
  }

  private static @Nullable String text(String type, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (type.contains("json") || type.equals("*/*")) {
      return pretty(value);
    }
    if (type.equals("application/x-www-form-urlencoded") && value.isObject()) {
      List<String> pairs = new ArrayList<>();
      value
          .properties()
          .forEach(e -> pairs.add(encoded(e.getKey()) + "=" + encoded(plain(e.getValue()))));
      return String.join("&", pairs);
    }
    return value.isTextual() ? value.asText() : null;
  }

  /** Null as soon as it is too long: documents hold examples of megabytes. */
  private static @Nullable String pretty(JsonNode value) {
    StringBuilder text = new StringBuilder();
    Writer some =
        new Writer() {
          @Override
          public void write(char[] buffer, int from, int length) throws IOException {
            if (text.length() + length > LONGEST) {
              throw new IOException("too long");
            }
            text.append(buffer, from, length);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try {
      PRETTY.writeValue(some, value);
      return text.toString();
    } catch (IOException tooLong) {
      return null;
    }
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode written(JsonNode media) {
    if (media.has("example")) {
      return media.path("example");
    }
    for (Map.Entry<String, JsonNode> one : media.path("examples").properties()) {
      return document.resolved(one.getValue()).path("value");
    }
    return media.path("\0");
  }

  /**
   * @param sent leaves out what only answers have, and what need not be there
   */
  private JsonNode value(Schema schema, Deque<String> open, int depth, boolean sent) {
    JsonNode node = schema.node();
    if (node.has("example")) {
      return node.path("example");
    }
    for (String name : List.of("examples", "enum")) {
      if (node.path(name).isArray() && !node.path(name).isEmpty()) {
        return node.path(name).path(0);
      }
    }
    for (String name : List.of("const", "default")) {
      if (node.has(name)) {
        return node.path(name);
      }
    }
    boolean circle = !schema.name().isEmpty() && open.contains(schema.name());
    if (schema.isMissing() || depth > DEEPEST || circle) {
      return make.nullNode();
    }
    if (!schema.name().isEmpty()) {
      open.push(schema.name());
    }
    JsonNode made = made(schema, open, depth, sent);
    if (!schema.name().isEmpty()) {
      open.pop();
    }
    return made;
  }

  private JsonNode made(Schema schema, Deque<String> open, int depth, boolean sent) {
    List<Schema> choices = schema.choices();
    if (!choices.isEmpty() && schema.properties().isEmpty()) {
      return value(choices.getFirst(), open, depth, sent);
    }
    return switch (schema.type()) {
      case "object" -> object(schema, open, depth, sent);
      case "array" -> {
        ArrayNode list = make.arrayNode();
        JsonNode item = value(schema.items(), open, depth + 1, sent);
        yield item.isNull() ? list : list.add(item);
      }
      case "integer" -> make.numberNode(schema.node().path("minimum").asLong(1));
      case "number" -> make.numberNode(1);
      case "boolean" -> make.booleanNode(true);
      case "string" -> make.textNode(string(schema.node().path("format").asText("")));
      default -> make.nullNode();
    };
  }

  private JsonNode object(Schema schema, Deque<String> open, int depth, boolean sent) {
    ObjectNode object = make.objectNode();
    Set<String> required = schema.required();
    for (Map.Entry<String, Schema> member : schema.properties().entrySet()) {
      Schema of = member.getValue();
      boolean needed = required.contains(member.getKey());
      boolean skipped =
          sent ? of.node().path("readOnly").asBoolean() : of.node().path("writeOnly").asBoolean();
      if (skipped || object.size() == MOST_MEMBERS || (!needed && depth > 1)) {
        continue;
      }
      JsonNode value = value(of, open, depth + 1, sent);
      if (!value.isNull() || needed) {
        object.set(member.getKey(), value);
      }
    }
    return object;
  }

  private static String string(String format) {
    return switch (format) {
      case "date" -> "2026-01-31";
      case "date-time" -> "2026-01-31T12:00:00Z";
      case "email" -> "name@example.com";
      case "uri", "url" -> "https://example.com";
      case "uuid" -> "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
      case "byte" -> "dGV4dA==";
      case "ipv4" -> "192.0.2.1";
      default -> "text";
    };
  }
}

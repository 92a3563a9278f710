package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.openapi.Sheet.Fact;
import dev.turnpike.tenants.openapi.Sheet.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes schemas as flat rows. Named schemas are written out two levels deep and link to a page of
 * their own from there; a circle is written once. Ends when the page is full.
 */
final class FieldRows {
  private static final int DEEPEST = 4;
  private static final int DEEPEST_NAMED = 2;
  private static final int LONGEST_TEXT = 180;
  private static final int LONGEST_FACT = 120;

  /** What a row costs on a page besides its words. */
  private static final int ROW = 160;

  private final Document document;
  private int room;
  private boolean cut;

  /**
   * @param room how many characters the rows may take together
   */
  FieldRows(Document document, int room) {
    this.document = document;
    this.room = room;
  }

  boolean isCut() {
    return cut;
  }

  /** The members of a body. */
  List<Field> of(JsonNode schema) {
    List<Field> rows = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    Schema top = Schema.of(document, schema);
    open.push(known(top));
    if (members(top, 0, open, rows)) {
      return rows;
    }
    add(rows, field(0, "", top, false));
    return rows;
  }

  /** A parameter or a header. */
  void parameter(List<Field> rows, String name, String in, JsonNode parameter) {
    JsonNode content = parameter.path("content");
    JsonNode schema =
        content.isEmpty()
            ? parameter.path("schema")
            : content.properties().iterator().next().getValue().path("schema");
    Schema of = Schema.of(document, schema);
    String text = parameter.path("description").asText(of.description());
    add(
        rows,
        new Field(
            0,
            name,
            in,
            of.isMissing() ? "any" : of.label(),
            link(of),
            parameter.path("required").asBoolean(),
            parameter.path("deprecated").asBoolean(),
            shortened(text),
            facts(of.node(), parameter.path("example"))));
  }

  /** Whether there were any. */
  private boolean members(Schema schema, int depth, Deque<String> open, List<Field> rows) {
    Map<String, Schema> properties = schema.properties();
    Set<String> required = schema.required();
    properties.forEach(
        (name, member) -> row(name, member, required.contains(name), depth, open, rows));
    boolean any = !properties.isEmpty();
    List<Schema> choices = schema.choices();
    for (int i = 0; choices.size() > 1 && i < choices.size(); i++) {
      row("(" + (i + 1) + ")", choices.get(i), false, depth, open, rows);
      any = true;
    }
    if (choices.size() == 1
        && (choices.getFirst().name().isEmpty() || !open.contains(choices.getFirst().name()))) {
      open.push(known(choices.getFirst()));
      any |= members(choices.getFirst(), depth, open, rows);
      open.pop();
      return any;
    }
    if (!schema.others().isMissing()) {
      row("*", schema.others(), false, depth, open, rows);
      any = true;
    }
    if (!any && schema.type().equals("array") && !schema.items().isMissing()) {
      row("[]", schema.items(), false, depth, open, rows);
      any = true;
    }
    return any;
  }

  private void row(
      String name,
      Schema schema,
      boolean required,
      int depth,
      Deque<String> open,
      List<Field> rows) {
    if (!add(rows, field(depth, name, schema, required))) {
      return;
    }
    Schema inner = schema;
    for (int i = 0; i < DEEPEST && inner.type().equals("array"); i++) {
      inner = inner.items();
    }
    boolean named = !inner.name().isEmpty();
    int deepest = named ? DEEPEST_NAMED : DEEPEST;
    if (depth + 1 >= deepest || (named && open.contains(inner.name())) || inner.isMissing()) {
      return;
    }
    open.push(known(inner));
    if (!inner.type().equals("array")) {
      members(inner, depth + 1, open, rows);
    }
    open.pop();
  }

  /** What it is called among the open ones; a schema without a name is no circle by itself. */
  private static String known(Schema schema) {
    return schema.name().isEmpty() ? "(here)" : schema.name();
  }

  private Field field(int depth, String name, Schema schema, boolean required) {
    return new Field(
        depth,
        name,
        null,
        schema.isMissing() ? "any" : schema.label(),
        link(schema),
        required,
        schema.isDeprecated(),
        shortened(schema.description()),
        facts(schema.node(), schema.node().path("example")));
  }

  private boolean add(List<Field> rows, Field field) {
    int cost =
        ROW
            + field.name().length()
            + field.type().length()
            + (field.description() == null ? 0 : field.description().length())
            + field.facts().stream().mapToInt(fact -> 40 + fact.value().length()).sum();
    if (cost > room) {
      cut = true;
      return false;
    }
    room -= cost;
    rows.add(field);
    return true;
  }

  private static @Nullable String link(Schema schema) {
    Schema at = schema;
    for (int i = 0; i < DEEPEST && at.name().isEmpty() && at.type().equals("array"); i++) {
      at = at.items();
    }
    return at.name().isEmpty() ? null : at.name();
  }

  private static List<Fact> facts(JsonNode schema, JsonNode example) {
    List<Fact> facts = new ArrayList<>();
    if (schema.path("enum").isArray()) {
      String all =
          StreamSupport.stream(schema.path("enum").spliterator(), false)
              .limit(20)
              .map(JsonNode::asText)
              .collect(Collectors.joining(", "));
      facts.add(new Fact(Fact.Sort.ONE_OF, cut(all, LONGEST_FACT)));
    }
    fact(facts, Fact.Sort.CONSTANT, schema.path("const"));
    fact(facts, Fact.Sort.USUAL, schema.path("default"));
    boolean above = schema.path("exclusiveMinimum").isBoolean();
    boolean least = !above || !schema.path("exclusiveMinimum").asBoolean();
    fact(facts, least ? Fact.Sort.LEAST : Fact.Sort.MORE_THAN, schema.path("minimum"));
    boolean most =
        !schema.path("exclusiveMaximum").isBoolean()
            || !schema.path("exclusiveMaximum").asBoolean();
    fact(facts, most ? Fact.Sort.MOST : Fact.Sort.LESS_THAN, schema.path("maximum"));
    if (schema.path("exclusiveMinimum").isNumber()) {
      fact(facts, Fact.Sort.MORE_THAN, schema.path("exclusiveMinimum"));
    }
    if (schema.path("exclusiveMaximum").isNumber()) {
      fact(facts, Fact.Sort.LESS_THAN, schema.path("exclusiveMaximum"));
    }
    fact(facts, Fact.Sort.SHORTEST, schema.path("minLength"));
    fact(facts, Fact.Sort.LONGEST, schema.path("maxLength"));
    fact(facts, Fact.Sort.FEWEST, schema.path("minItems"));
    fact(facts, Fact.Sort.MOST_ITEMS, schema.path("maxItems"));
    fact(facts, Fact.Sort.PATTERN, schema.path("pattern"));
    if (example.isValueNode()) {
      fact(facts, Fact.Sort.EXAMPLE, example);
    }
    return facts;
  }

  private static void fact(List<Fact> facts, Fact.Sort sort, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      String text = value.isValueNode() ? value.asText() : value.toString();
      facts.add(new Fact(sort, cut(text, LONGEST_FACT)));
    }
  }

  private static @Nullable String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? null : cut(line, LONGEST_TEXT);
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}

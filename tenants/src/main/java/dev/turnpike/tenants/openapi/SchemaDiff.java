package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.openapi.Change.What;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares schemas as what is sent, or as what is answered. A pair of named schemas is compared
 * once each way, however often it is used.
 */
final class SchemaDiff {
  private static final int DEEPEST = 30;

  private final boolean sent;
  private final Consumer<Change> to;
  private final Set<String> seen = new HashSet<>();

  SchemaDiff(boolean sent, Consumer<Change> to) {
    this.sent = sent;
    this.to = to;
  }

  void compare(Schema before, Schema after, String pointer, int depth) {
    if (before.isMissing() || after.isMissing() || depth > DEEPEST) {
      return;
    }
    if ((!before.name().isEmpty() || !after.name().isEmpty())
        && !seen.add(before.name() + "\0" + after.name())) {
      return;
    }
    String at =
        after.name().isEmpty() ? pointer : Pointer.to("components", "schemas", after.name());
    if (!before.type().equals(after.type())) {
      boolean wider =
          sent ? isWider(before.type(), after.type()) : isWider(after.type(), before.type());
      if (!wider) {
        tell(
            sent ? What.REQUEST_TYPE : What.ANSWER_TYPE,
            at,
            before.label() + " → " + after.label());
        return;
      }
    }
    if (!sent && after.mayBeNull() && !before.mayBeNull()) {
      tell(What.ANSWER_MAY_BE_NULL, at, after.label());
    }
    values(before.node(), after.node(), at);
    if (sent) {
      narrowed(before.node(), after.node(), at);
    }
    members(before, after, at, depth);
    compare(before.items(), after.items(), at + "/items", depth + 1);
    compare(before.others(), after.others(), at + "/additionalProperties", depth + 1);
    choices(before.choices(), after.choices(), at, depth);
  }

  /** Whoever sends or reads the narrow one is served by the wide one. */
  private static boolean isWider(String narrow, String wide) {
    return wide.equals("any") || (narrow.equals("integer") && wide.equals("number"));
  }

  private void members(Schema before, Schema after, String at, int depth) {
    Map<String, Schema> old = before.properties();
    Map<String, Schema> now = after.properties();
    Set<String> oldRequired = before.required();
    Set<String> nowRequired = after.required();
    old.forEach(
        (name, schema) -> {
          String pointer = at + Pointer.to("properties", name);
          Schema other = now.get(name);
          if (other == null) {
            tell(sent ? What.REQUEST_MEMBER_GONE : What.ANSWER_MEMBER_GONE, pointer, name);
            return;
          }
          if (sent && nowRequired.contains(name) && !oldRequired.contains(name)) {
            tell(What.REQUEST_MEMBER_REQUIRED, pointer, name);
          }
          if (!sent && oldRequired.contains(name) && !nowRequired.contains(name)) {
            tell(What.ANSWER_MEMBER_OPTIONAL, pointer, name);
          }
          compare(schema, other, pointer, depth + 1);
        });
    now.forEach(
        (name, schema) -> {
          if (!old.containsKey(name)) {
            What what =
                !sent
                    ? What.ANSWER_MEMBER_NEW
                    : nowRequired.contains(name)
                        ? What.REQUEST_MEMBER_REQUIRED
                        : What.REQUEST_MEMBER_NEW;
            tell(what, at + Pointer.to("properties", name), name);
          }
        });
  }

  private void values(JsonNode before, JsonNode after, String at) {
    Set<String> old = texts(before.path("enum"));
    Set<String> now = texts(after.path("enum"));
    if (sent && !now.isEmpty()) {
      if (old.isEmpty()) {
        tell(What.REQUEST_NARROWED, at + "/enum", String.join(", ", now));
      }
      old.stream()
          .filter(value -> !now.contains(value))
          .forEach(value -> tell(What.REQUEST_VALUE_GONE, at + "/enum", value));
    }
    if (!sent && !old.isEmpty()) {
      now.stream()
          .filter(value -> !old.contains(value))
          .forEach(value -> tell(What.ANSWER_VALUE_NEW, at + "/enum", value));
    }
  }

  private void narrowed(JsonNode before, JsonNode after, String at) {
    for (String name : List.of("maximum", "maxLength", "maxItems")) {
      if (after.path(name).isNumber()
          && (!before.path(name).isNumber() || compare(after, before, name) < 0)) {
        tell(What.REQUEST_NARROWED, at + "/" + name, after.path(name).asText());
      }
    }
    for (String name : List.of("minimum", "minLength", "minItems")) {
      if (after.path(name).isNumber()
          && (!before.path(name).isNumber() || compare(after, before, name) > 0)) {
        tell(What.REQUEST_NARROWED, at + "/" + name, after.path(name).asText());
      }
    }
    String pattern = after.path("pattern").asText("");
    if (!pattern.isEmpty() && !pattern.equals(before.path("pattern").asText(""))) {
      tell(What.REQUEST_NARROWED, at + "/pattern", pattern);
    }
  }

  private static int compare(JsonNode one, JsonNode other, String name) {
    return one.path(name).decimalValue().compareTo(other.path(name).decimalValue());
  }

  /** By name where they have one, else by place. */
  private void choices(List<Schema> before, List<Schema> after, String at, int depth) {
    Set<String> old = new LinkedHashSet<>();
    Set<String> now = new LinkedHashSet<>();
    before.forEach(one -> old.add(one.label()));
    after.forEach(one -> now.add(one.label()));
    if (sent) {
      old.stream()
          .filter(name -> !after.isEmpty() && !now.contains(name))
          .forEach(name -> tell(What.REQUEST_VALUE_GONE, at, name));
    } else if (!before.isEmpty()) {
      now.stream()
          .filter(name -> !old.contains(name))
          .forEach(name -> tell(What.ANSWER_VALUE_NEW, at, name));
    }
    for (Schema one : before) {
      after.stream()
          .filter(other -> !one.name().isEmpty() && other.name().equals(one.name()))
          .forEach(other -> compare(one, other, at, depth + 1));
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private void tell(What what, String pointer, String detail) {
    to.accept(new Change(what, pointer, FieldRows.cut(detail, 200)));
  }
}

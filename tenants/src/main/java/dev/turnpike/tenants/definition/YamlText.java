package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Writes a tree as YAML that people read: objects and lists one thing a line, words without quotes,
 * long texts as blocks. {@link YamlDocument} reads back the very same tree.
 */
final class YamlText {
  private static final int LONGEST_ROW = 80;

  /** A letter first: nothing of it can be taken for a number, a date or a sign of YAML's. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{Alpha}/](?:[\\p{Alnum}_./@+()';,!?%&=*$~-]|:(?! )(?!$)| (?! )(?!$))*");

  private static final Pattern WORD = Pattern.compile("\\p{Alpha}(?:[\\p{Alnum}_./@-])*");

  /** What YAML 1.1, which many editors still speak, takes for something else. */
  private static final Set<String> TAKEN =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String of(ObjectNode tree) {
    YamlText text = new YamlText();
    text.object(tree, 0, false);
    return text.out.toString();
  }

  /**
   * @param started whether the first line's indentation is already there
   */
  private void object(JsonNode object, int indent, boolean started) {
    boolean first = started;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!first) {
        indent(indent);
      }
      first = false;
      out.append(isWord(field.getKey()) ? field.getKey() : quoted(field.getKey())).append(':');
      value(field.getValue(), indent);
    }
  }

  private void value(JsonNode value, int indent) {
    if (value.isObject() && !value.isEmpty()) {
      out.append('\n');
      object(value, indent + 2, false);
    } else if (value instanceof ArrayNode list && !fits(list)) {
      out.append('\n');
      list.forEach(item -> item(item, indent + 2));
    } else if (value.isTextual() && isBlock(value.textValue())) {
      block(value.textValue(), indent + 2);
    } else {
      out.append(' ').append(inline(value)).append('\n');
    }
  }

  private void item(JsonNode item, int indent) {
    indent(indent);
    out.append("- ");
    if (item.isObject() && !item.isEmpty()) {
      object(item, indent + 2, true);
    } else {
      out.append(inline(item)).append('\n');
    }
  }

  /** Words that have room in one line. */
  private static boolean fits(ArrayNode list) {
    int length = 0;
    for (JsonNode item : list) {
      if (item.isContainerNode()) {
        return false;
      }
      length += item.asText().length() + 2;
    }
    return length <= LONGEST_ROW;
  }

  private static String inline(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      return PLAIN.matcher(text).matches() && !isTaken(text) ? text : quoted(text);
    }
    return flow(value);
  }

  /** In brackets, however deep: nothing of it can be taken for their end. */
  private static String flow(JsonNode value) {
    return switch (value) {
      case ArrayNode list ->
          list.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case ObjectNode object ->
          object.properties().stream()
              .map(field -> word(field.getKey()) + ": " + flow(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.isTextual() ? word(value.textValue()) : value.asText();
    };
  }

  private static String word(String text) {
    return isWord(text) ? text : quoted(text);
  }

  private static boolean isWord(String text) {
    return WORD.matcher(text).matches() && !isTaken(text);
  }

  private static boolean isTaken(String text) {
    return TAKEN.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Lines that a block shows as they are: printable, none before the first begins with a space. */
  private static boolean isBlock(String text) {
    int end = text.indexOf('\n');
    return end > 0
        && text.charAt(0) != ' '
        && !text.endsWith("\n\n")
        && text.codePoints().allMatch(c -> c == '\n' || (c >= ' ' && isSafe(c)));
  }

  private void block(String text, int indent) {
    out.append(text.endsWith("\n") ? " |\n" : " |-\n");
    text.lines()
        .forEach(
            line -> {
              if (!line.isEmpty()) {
                indent(indent);
              }
              out.append(line).append('\n');
            });
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                  if (c >= ' ' && isSafe(c)) {
                    quoted.appendCodePoint(c);
                  } else {
                    quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  /** Printable, and none of the line breaks and marks that look like nothing. */
  private static boolean isSafe(int c) {
    return StreamReader.isPrintable(c) && c != 0x85 && c != 0x2028 && c != 0x2029 && c != 0xfeff;
  }

  private void indent(int spaces) {
    out.append(" ".repeat(spaces));
  }
}

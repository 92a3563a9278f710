package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.definition.YamlPlaces.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML text as a tree of JSON, read by the core schema of YAML 1.2: {@code no} and {@code
 * 2026-11} are texts, only {@code true} and {@code false} are flags. One document, no anchors, no
 * tags, no name twice.
 */
final class YamlDocument {
  /** In characters: as much as the management API takes. */
  static final int LONGEST = 1 << 20;

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,30})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

  private static final Pattern OPEN_QUOTE =
      Pattern.compile("\\s*(?:- )?[A-Za-z_]+: *(\"(?:[^\"\\\\]|\\\\.)*|'[^']*)");

  private final List<Wrong> faults = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlDocument() {}

  /** A fault and where it is. */
  record Wrong(Place place, Fault fault) {}

  /** What a text is. */
  sealed interface Read {}

  record Good(JsonNode tree, YamlPlaces places) implements Read {}

  record Bad(List<Wrong> faults) implements Read {
    Bad {
      faults = List.copyOf(faults);
    }
  }

  static Read read(String text) {
    if (text.length() > LONGEST) {
      return bad(new Place(1, 1), "is longer than " + LONGEST + " characters: divide the tenant");
    }
    Node root;
    try {
      LoaderOptions options = new LoaderOptions();
      root =
          new Composer(
                  new ParserImpl(new StreamReader(withoutMark(text)), options),
                  new Resolver(),
                  options)
              .getSingleNode();
    } catch (MarkedYAMLException broken) {
      Place place = place(broken);
      return openQuote(text, place.line())
          .map(quote -> bad(quote, "is no YAML: a quote is opened here and not closed in its line"))
          .orElseGet(() -> bad(place, told(broken)));
    } catch (ReaderException broken) {
      return bad(place(text, broken.getPosition()), "holds a character that YAML does not allow");
    } catch (YAMLException broken) {
      return bad(new Place(1, 1), String.valueOf(broken.getMessage()));
    }
    if (root == null) {
      return bad(new Place(1, 1), "is empty: begin with tenant: and its slug");
    }
    YamlDocument document = new YamlDocument();
    JsonNode tree = document.tree("", root);
    return document.faults.isEmpty()
        ? new Good(tree, new YamlPlaces(root))
        : new Bad(document.faults);
  }

  private static Bad bad(Place place, String reason) {
    return new Bad(List.of(new Wrong(place, new Fault("", reason))));
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** An open bracket or quote is a fault of where it was opened, not of where the file ends. */
  private static Place place(MarkedYAMLException broken) {
    String context = broken.getContext();
    boolean opened = context != null && (context.contains("flow") || context.contains("scalar"));
    if (opened && broken.getContextMark() != null) {
      return Place.of(broken.getContextMark());
    }
    return broken.getProblemMark() == null ? new Place(1, 1) : Place.of(broken.getProblemMark());
  }

  /**
   * Where nothing can be read, a value whose quote stays open is why what follows it makes no
   * sense.
   */
  private static Optional<Place> openQuote(String text, int before) {
    List<String> lines = text.lines().limit(before).toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher open = OPEN_QUOTE.matcher(lines.get(i));
      if (open.matches()) {
        return Optional.of(new Place(i + 1, open.start(1) + 1));
      }
    }
    return Optional.empty();
  }

  private static String told(MarkedYAMLException broken) {
    String context = broken.getContext() == null ? "" : broken.getContext() + ": ";
    return "is no YAML: "
        + context
        + String.valueOf(broken.getProblem()).strip()
        + "; check indentation, quotes and brackets";
  }

  private static Place place(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place(line, before.length() - before.lastIndexOf('\n'));
  }

  private JsonNode tree(String path, Node node) {
    Place place = Place.of(node.getStartMark());
    if (!seen.add(node)) {
      wrong(place, path, "is an alias: write the value out");
      return NullNode.instance;
    }
    if (node.getAnchor() != null) {
      wrong(place, path, "has an anchor: drop it and write values out");
    }
    if (node.getTag() != null && node.getTag().getValue().startsWith("!")) {
      wrong(place, path, "has a tag: drop " + node.getTag().getValue());
    }
    return switch (node) {
      case MappingNode object -> object(path, object);
      case SequenceNode list -> list(path, list);
      case ScalarNode scalar -> scalar(scalar);
      default -> NullNode.instance;
    };
  }

  private ObjectNode object(String path, MappingNode node) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Set<String> names = new HashSet<>();
    for (NodeTuple field : node.getValue()) {
      Place place = Place.of(field.getKeyNode().getStartMark());
      if (!(field.getKeyNode() instanceof ScalarNode key)) {
        wrong(place, path, "has a name that is no text");
        continue;
      }
      String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (!names.add(key.getValue())) {
        wrong(place, at, "is there twice in the same object: keep one of the two");
      }
      object.set(key.getValue(), tree(at, field.getValueNode()));
    }
    return object;
  }

  private ArrayNode list(String path, SequenceNode node) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < node.getValue().size(); i++) {
      list.add(tree(path + "[" + i + "]", node.getValue().get(i)));
    }
    return list;
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    if (!plain || (Tag.STR.equals(node.getTag()) && !DECIMAL.matcher(text).matches())) {
      return TextNode.valueOf(text);
    }
    return switch (text) {
      case "", "~", "null" -> NullNode.instance;
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    if (INTEGER.matcher(text).matches()) {
      BigInteger number = new BigInteger(text);
      if (number.bitLength() < Integer.SIZE) {
        return IntNode.valueOf(number.intValue());
      }
      return number.bitLength() < Long.SIZE
          ? LongNode.valueOf(number.longValue())
          : BigIntegerNode.valueOf(number);
    }
    return DECIMAL.matcher(text).matches()
        ? DecimalNode.valueOf(new BigDecimal(text))
        : TextNode.valueOf(text);
  }

  private void wrong(Place place, @Nullable String path, String reason) {
    faults.add(new Wrong(place, new Fault(path == null ? "" : path, reason)));
  }
}

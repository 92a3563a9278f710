package dev.turnpike.tenants.definition;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the fields of a YAML document stand. */
final class YamlPlaces {
  private final @Nullable Node root;

  YamlPlaces(@Nullable Node root) {
    this.root = root;
  }

  /** A line and a column, both from 1. */
  record Place(int line, int column) {
    static Place of(Mark mark) {
      return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
  }

  /**
   * The field at {@code products[0].slug} or {@code products[weather].slug}, or what should have
   * held it.
   */
  Place at(String path) {
    return root == null ? new Place(1, 1) : at(root, Place.of(root.getStartMark()), path);
  }

  private static Place at(Node node, Place place, String path) {
    if (path.isEmpty()) {
      return place;
    }
    if (path.startsWith("[") && node instanceof SequenceNode list) {
      int end = path.indexOf(']');
      Node item = item(list, path.substring(1, end));
      return item == null ? place : at(item, Place.of(item.getStartMark()), rest(path, end + 1));
    }
    NodeTuple field = node instanceof MappingNode object ? field(object, path) : null;
    if (field == null) {
      return place;
    }
    String name = ((ScalarNode) field.getKeyNode()).getValue();
    return at(
        field.getValueNode(),
        Place.of(field.getKeyNode().getStartMark()),
        rest(path, name.length()));
  }

  /** By its place from 0, or by what it is called. */
  private static @Nullable Node item(SequenceNode list, String which) {
    if (which.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = which.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(which);
      return index < list.getValue().size() ? list.getValue().get(index) : null;
    }
    return list.getValue().stream().filter(item -> isCalled(item, which)).findFirst().orElse(null);
  }

  private static boolean isCalled(Node item, String name) {
    return item instanceof MappingNode object
        && Stream.of("slug", "email")
            .map(key -> field(object, key))
            .anyMatch(
                field ->
                    field != null
                        && field.getValueNode() instanceof ScalarNode value
                        && value.getValue().equals(name));
  }

  /** The longest name that the path begins with: names may hold dots and brackets. */
  private static @Nullable NodeTuple field(MappingNode object, String path) {
    NodeTuple best = null;
    int longest = -1;
    for (NodeTuple field : object.getValue()) {
      if (field.getKeyNode() instanceof ScalarNode key
          && key.getValue().length() > longest
          && begins(path, key.getValue())) {
        best = field;
        longest = key.getValue().length();
      }
    }
    return best;
  }

  private static boolean begins(String path, String name) {
    return path.startsWith(name)
        && (path.length() == name.length()
            || path.charAt(name.length()) == '.'
            || path.charAt(name.length()) == '[');
  }

  private static String rest(String path, int from) {
    return path.startsWith(".", from) ? path.substring(from + 1) : path.substring(from);
  }
}

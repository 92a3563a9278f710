package dev.turnpike.tenants.definition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Where the fields of a YAML document stand. */
final class YamlLines {
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

  private final @Nullable Node root;

  private YamlLines(@Nullable Node root) {
    this.root = root;
  }

  /** The document is known to be YAML: it was read before. */
  static YamlLines of(String yaml) {
    LoaderOptions options = new LoaderOptions();
    return new YamlLines(
        new Composer(new ParserImpl(new StreamReader(yaml), options), new Resolver(), options)
            .getSingleNode());
  }

  /** The line, from 1, of the field at {@code products[0].slug}, or of what should have held it. */
  int at(String path) {
    int line = root == null ? 1 : line(root);
    Node at = root;
    Matcher steps = STEP.matcher(path);
    while (at != null && steps.find()) {
      if (steps.group(1) == null) {
        at = item(at, Integer.parseInt(steps.group(2)));
        line = at == null ? line : line(at);
      } else {
        NodeTuple field = field(at, steps.group(1));
        at = field == null ? null : field.getValueNode();
        line = field == null ? line : line(field.getKeyNode());
      }
    }
    return line;
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static @Nullable Node item(Node node, int index) {
    return node instanceof SequenceNode list && index < list.getValue().size()
        ? list.getValue().get(index)
        : null;
  }

  private static @Nullable NodeTuple field(Node node, String name) {
    if (!(node instanceof MappingNode object)) {
      return null;
    }
    for (NodeTuple field : object.getValue()) {
      if (field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        return field;
      }
    }
    return null;
  }
}

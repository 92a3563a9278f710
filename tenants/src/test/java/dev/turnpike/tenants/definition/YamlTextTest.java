package dev.turnpike.tenants.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any JSON, such as the schema that a policy checks bodies by, comes back from its text. */
class YamlTextTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int TREES = 2_000;
  private static final int DEEPEST = 4;
  private static final List<String> WORDS =
      List.of(
          "type",
          "$ref",
          "#/$defs/a",
          "no",
          "404",
          "-1",
          "a: b",
          "- a",
          "",
          " ",
          "a,b",
          "]",
          "}",
          "two\nlines",
          "two\nlines\n",
          " \nblank",
          "~",
          "'",
          "\"",
          "\\",
          "a #b",
          "?",
          "é",
          "\t");

  @Test
  void any_tree_comes_back_from_its_text() {
    for (int seed = 0; seed < TREES; seed++) {
      ObjectNode tree = object(new Random(seed), 0);
      tree.put("tenant", "acme");
      String text = YamlText.of(tree);
      JsonNode read =
          assertInstanceOf(YamlDocument.Good.class, YamlDocument.read(text), text).tree();
      assertEquals(tree, read, () -> text);
    }
  }

  @Test
  void lists_of_lists_keep_what_is_in_them() {
    ObjectNode tree = JSON.objectNode();
    tree.putArray("enum").addArray().addObject().put("a", 1).putArray("b").add("c: d");
    assertEquals("enum:\n  - [{a: 1, b: [\"c: d\"]}]\n", YamlText.of(tree));
  }

  private static JsonNode any(Random random, int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 9 : 6)) {
      case 0 -> JSON.numberNode(random.nextInt());
      case 1 -> JSON.numberNode(random.nextLong() | Long.MIN_VALUE);
      case 2 -> JSON.numberNode(new BigDecimal(random.nextInt(1_000) + ".25"));
      case 3 -> JSON.booleanNode(random.nextBoolean());
      case 4 -> JSON.nullNode();
      case 5, 6 -> JSON.textNode(word(random));
      case 7 -> object(random, depth + 1);
      default -> list(random, depth + 1);
    };
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(word(random), any(random, depth));
    }
    return object;
  }

  private static ArrayNode list(Random random, int depth) {
    ArrayNode list = JSON.arrayNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(any(random, depth));
    }
    return list;
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}

package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Addresses of the demo's own origins, which files name {@code demo:weather}. */
final class OriginNames {
  private static final String SCHEME = "demo:";

  /** Where nobody knows the addresses: good enough to check a file, never to apply it. */
  static final UnaryOperator<String> UNKNOWN =
      name -> "http://" + name.substring(SCHEME.length()) + ".demo.invalid";

  private OriginNames() {}

  /** A name that nobody listens under stays a name, and is told as no address. */
  static UnaryOperator<String> of(DemoAddresses demo) {
    return name -> demo.address(name.substring(SCHEME.length())).orElse(name);
  }

  /** Puts addresses in the place of names, everywhere under the origins of APIs. */
  static void replace(JsonNode file, UnaryOperator<String> addresses) {
    file.path("apis").forEach(api -> within(api.path("origins"), addresses));
  }

  private static void within(JsonNode node, UnaryOperator<String> addresses) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String text = object.path(name).asText("");
        if (object.path(name).isTextual() && text.startsWith(SCHEME)) {
          object.put(name, addresses.apply(text));
        } else {
          within(object.path(name), addresses);
        }
      }
    } else if (node instanceof ArrayNode list) {
      list.forEach(item -> within(item, addresses));
    }
  }
}

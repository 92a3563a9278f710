package dev.turnpike.tenants.definition;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.catalog.ApiReader;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.catalog.Fault;
import java.util.List;
import java.util.Set;

/** An API's terms as a person edits them: YAML, from {@code operations} on. */
public final class ApiTermsText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ApiTermsText() {}

  /** What a text says. */
  public sealed interface Read permits Good, Bad {}

  public record Good(ApiTerms terms) implements Read {}

  /** Every fault, by its line. */
  public record Bad(List<Wrong> faults) implements Read {
    public Bad {
      faults = List.copyOf(faults);
    }
  }

  /** A fault and its line, from 1. */
  public record Wrong(int line, Fault fault) {}

  public static Read read(String text) {
    return switch (YamlDocument.read(text)) {
      case YamlDocument.Bad(List<YamlDocument.Wrong> faults) ->
          new Bad(faults.stream().map(bad -> new Wrong(bad.place().line(), bad.fault())).toList());
      case YamlDocument.Good(JsonNode tree, YamlPlaces places) -> read(tree, places);
    };
  }

  private static Read read(JsonNode tree, YamlPlaces places) {
    try {
      return new Good(ApiReader.read(tree, Set.of()));
    } catch (BadApi bad) {
      return new Bad(
          bad.faults().stream()
              .map(fault -> new Wrong(places.at(fault.path()).line(), fault))
              .sorted(comparingInt(Wrong::line))
              .toList());
    }
  }

  /** The text that reads as these terms. */
  public static String write(ApiTerms terms) {
    ObjectNode document = JSON.valueToTree(terms);
    return YamlText.of(document);
  }
}

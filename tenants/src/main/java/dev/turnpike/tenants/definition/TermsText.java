package dev.turnpike.tenants.definition;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan's terms as a person edits them: the YAML of a tenant's file, from {@code billing} on. */
public final class TermsText {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

  private TermsText() {}

  /** What a text says. */
  public sealed interface Read permits Good, Bad {}

  public record Good(PlanTerms terms) implements Read {}

  /** Every fault, by its line. */
  public record Bad(List<Wrong> faults) implements Read {
    public Bad {
      faults = List.copyOf(faults);
    }
  }

  /** A fault and its line, from 1. */
  public record Wrong(int line, Fault fault) {}

  public static Read read(String text) {
    JsonNode document;
    try {
      document = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      return new Bad(List.of(new Wrong(line, new Fault("", broken.getOriginalMessage()))));
    }
    try {
      return new Good(PlanReader.read(document, Set.of()));
    } catch (BadPlan bad) {
      YamlLines lines = YamlLines.of(text);
      return new Bad(
          bad.faults().stream()
              .map(fault -> new Wrong(lines.at(fault.path()), fault))
              .sorted(comparingInt(Wrong::line))
              .toList());
    }
  }

  /** The text that reads as these terms. */
  public static String write(PlanTerms terms) {
    ObjectNode document = YAML.valueToTree(terms);
    List<String> empty =
        document.properties().stream()
            .filter(field -> field.getValue().isArray() && field.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    document.remove(empty);
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

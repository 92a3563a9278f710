package dev.turnpike.tenants.definition;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.definition.YamlPlaces.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A tenant's file as text: read with every fault in its place, written in one stable form. */
public final class TenantText {
  private TenantText() {}

  /** What a text says. */
  public sealed interface Read permits Good, Bad {}

  /**
   * It can be read, and every object of it is sound.
   *
   * @param doubts what is wrong with products that are new or changed; one that is there already
   *     may stay so
   */
  public record Good(TenantFile file, List<Wrong> doubts) implements Read {
    public Good {
      doubts = List.copyOf(doubts);
    }
  }

  /** Every fault, in the order of the file; at least one. */
  public record Bad(List<Wrong> faults) implements Read {
    public Bad {
      faults = List.copyOf(faults);
    }
  }

  /** A fault and where its field stands; line and column from 1. */
  public record Wrong(int line, int column, Fault fault) {
    @Override
    public String toString() {
      return line + ":" + column + ": " + fault;
    }
  }

  /** Reads a text; origins of the demo, such as {@code demo:weather}, are not known here. */
  public static Read read(String yaml) {
    return switch (YamlDocument.read(yaml)) {
      case YamlDocument.Bad bad -> new Bad(wrong(bad));
      case YamlDocument.Good good -> read(good, OriginNames.UNKNOWN);
    };
  }

  /**
   * @param origins turns what the file calls an origin into an address
   */
  static Read read(YamlDocument.Good document, UnaryOperator<String> origins) {
    JsonNode tree = document.tree();
    OriginNames.replace(tree, origins);
    TenantReader.Read read = TenantReader.read(tree);
    List<Fault> faults = new ArrayList<>(read.faults());
    faults.addAll(TenantCheck.of(tree));
    return faults.isEmpty()
        ? new Good(read.file(), wrong(TenantCheck.doubts(tree), document.places()))
        : new Bad(wrong(faults, document.places()));
  }

  static List<Wrong> wrong(YamlDocument.Bad bad) {
    return bad.faults().stream()
        .map(each -> new Wrong(each.place().line(), each.place().column(), each.fault()))
        .toList();
  }

  /** Each fault in its place, in the order of the file. */
  static List<Wrong> wrong(List<Fault> faults, YamlPlaces places) {
    return faults.stream()
        .distinct()
        .map(
            fault -> {
              Place place = places.at(fault.path());
              return new Wrong(place.line(), place.column(), fault);
            })
        .sorted(comparingInt(Wrong::line).thenComparingInt(Wrong::column))
        .toList();
  }

  /** The one text of these facts, without what is usual. */
  public static String write(TenantFile file) {
    return YamlText.of(TenantTree.of(file));
  }
}

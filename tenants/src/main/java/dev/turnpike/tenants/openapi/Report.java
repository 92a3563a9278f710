package dev.turnpike.tenants.openapi;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was made of a document: every part of it that matters was understood, changed or ignored.
 *
 * @param findings at most {@link #MOST_OF_A_KIND} of each sort, in the document's order
 * @param counts how many of each sort there were
 */
@RegisterForReflection
public record Report(List<Finding> findings, Map<Finding.What, Integer> counts) {
  static final int MOST_OF_A_KIND = 2_000;

  public Report {
    findings = List.copyOf(findings);
    counts = Map.copyOf(counts);
  }

  /** How many findings of this kind. */
  public int count(Finding.Kind kind) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Collects findings while a document is read. */
  static final class Writer {
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding.What, Integer> counts = new EnumMap<>(Finding.What.class);

    void add(Finding.What what, String pointer, String detail) {
      if (counts.merge(what, 1, Integer::sum) <= MOST_OF_A_KIND) {
        findings.add(new Finding(what, pointer, detail));
      }
    }

    Report report() {
      return new Report(findings, counts);
    }
  }
}

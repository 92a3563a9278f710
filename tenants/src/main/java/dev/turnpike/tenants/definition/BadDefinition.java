package dev.turnpike.tenants.definition;

import static java.util.Comparator.comparingInt;

import dev.turnpike.tenants.catalog.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tenant's file that cannot be applied: a line for each fault with the file, the line of the
 * field and what to change.
 */
public final class BadDefinition extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadDefinition(String message, Throwable cause) {
    super(message, cause);
  }

  private BadDefinition(String message) {
    super(message);
  }

  static BadDefinition of(String file, YamlLines lines, List<Fault> faults) {
    return new BadDefinition(
        faults.stream()
            .sorted(comparingInt(fault -> lines.at(fault.path())))
            .map(fault -> file + ":" + lines.at(fault.path()) + ": " + fault)
            .collect(Collectors.joining("\n")));
  }
}

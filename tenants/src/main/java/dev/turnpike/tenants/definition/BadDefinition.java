package dev.turnpike.tenants.definition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tenant's file that cannot be applied: a line for each fault with the file, the line and the
 * column of the field and what to change.
 */
public final class BadDefinition extends RuntimeException {
  private static final long serialVersionUID = 1;

  private BadDefinition(String message) {
    super(message);
  }

  static BadDefinition of(String file, List<TenantText.Wrong> faults) {
    return new BadDefinition(
        faults.stream().map(fault -> file + ":" + fault).collect(Collectors.joining("\n")));
  }
}

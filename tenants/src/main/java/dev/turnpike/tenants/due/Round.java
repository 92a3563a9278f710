package dev.turnpike.tenants.due;

import java.util.List;

/**
 * What was done of an account's agenda.
 *
 * @param done how many things
 * @param troubles why others were put off, a sentence each
 * @param complete false when there was more than one round does
 */
public record Round(int done, List<String> troubles, boolean complete) {
  public Round {
    troubles = List.copyOf(troubles);
  }
}

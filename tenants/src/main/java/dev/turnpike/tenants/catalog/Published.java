package dev.turnpike.tenants.catalog;

import java.util.List;

/** What became of a wish to publish. */
public sealed interface Published {
  /**
   * It is on the shelf.
   *
   * @param warnings what is allowed but will surprise, each with its field
   */
  record Done(Revision revision, List<Fault> warnings) implements Published {
    public Done {
      warnings = List.copyOf(warnings);
    }
  }

  /** The last revision says the same already. */
  record Same(Revision revision) implements Published {}

  /** The tenant has no such product or plan. */
  record Unknown() implements Published {}

  /** The product has a plan of this slug. */
  record Taken(String slug) implements Published {}

  /** The slug or the name cannot be used. */
  record Invalid(String field, String detail) implements Published {}
}

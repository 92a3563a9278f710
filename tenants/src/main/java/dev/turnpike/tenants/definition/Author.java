package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.tenant.Acting;
import org.jspecify.annotations.Nullable;

/** In whose name a file is applied. */
public sealed interface Author {
  /** A member of the tenant, who may do by file what their roles let them do by hand. */
  record Member(Acting acting) implements Author {}

  /** Whoever runs the platform, by a file in the watched directory: also founds tenants. */
  record Operator() implements Author {}

  /** The samples: they make what is not there and keep nothing to themselves. */
  record Sample() implements Author {}

  /** Null for the platform itself. */
  default @Nullable Acting acting() {
    return this instanceof Member(Acting acting) ? acting : null;
  }
}

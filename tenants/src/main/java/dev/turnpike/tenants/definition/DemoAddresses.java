package dev.turnpike.tenants.definition;

import java.util.Optional;

/** Where the demo's own origins listen, if they run. */
public interface DemoAddresses {
  /**
   * Where one of them listens; empty when it does not run.
   *
   * @param name such as {@code weather}, which files write {@code demo:weather}
   */
  Optional<String> address(String name);
}

package dev.turnpike.tenants.definition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the operator keeps tenants as files. */
@ConfigMapping(prefix = "turnpike.tenants")
interface DirectoryConfig {
  /**
   * Watched when it is set: each {@code .yaml} in it is applied as it changes, with the operator's
   * rights: whoever may write here may found tenants and seat people.
   */
  Optional<Path> directory();

  /** How often it is looked at: so long a change may wait on a node. */
  @WithDefault("5s")
  Duration interval();
}

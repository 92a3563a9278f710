package dev.turnpike.tenants.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this node's secrets are. Without a directory that kind of reference is refused: fail
 * closed.
 */
@ConfigMapping(prefix = "turnpike.secrets")
interface SecretsConfig {
  /** {@code file:/x} of tenant acme is {@code acme/x} in this directory. */
  Optional<Path> directory();

  /**
   * What an agent of the vault keeps up to date: {@code vault:x#f} of tenant acme is the field
   * {@code f} of the JSON object in {@code acme/x}, or the file {@code acme/x/f}. Turnpike speaks
   * to no vault itself.
   */
  Optional<Path> vault();
}

package dev.turnpike.tenants.consumer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wishes a key to be. Empty lists allow everything.
 *
 * @param name blank for a usual one
 * @param apis as {@code publisher/api}
 * @param methods such as {@code GET}, in any case
 * @param ranges IP addresses, or ranges of them in CIDR notation
 * @param expiresAt null for never
 */
public record KeyTerms(
    String name,
    List<String> apis,
    List<String> methods,
    List<String> ranges,
    @Nullable Instant expiresAt) {
  public KeyTerms {
    apis = List.copyOf(apis);
    methods = List.copyOf(methods);
    ranges = List.copyOf(ranges);
  }

  /** For everything and for good. */
  public static KeyTerms named(String name) {
    return new KeyTerms(name, List.of(), List.of(), List.of(), null);
  }
}

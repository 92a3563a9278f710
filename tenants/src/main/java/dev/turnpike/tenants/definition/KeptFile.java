package dev.turnpike.tenants.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps a tenant.
 *
 * @param source {@code api} or {@code directory}
 * @param appliedBy who applied it; null for the platform, and when the person is gone
 * @param document its text
 * @param drift what the tenant is otherwise than the file says, by the way from the one to the
 *     other
 */
public record KeptFile(
    String name,
    String source,
    Instant appliedAt,
    @Nullable String appliedBy,
    String document,
    List<Change> drift) {
  public KeptFile {
    drift = List.copyOf(drift);
  }
}

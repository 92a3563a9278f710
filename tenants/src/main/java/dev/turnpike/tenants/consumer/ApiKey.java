package dev.turnpike.tenants.consumer;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as people see it: never its secret.
 *
 * @param exposed used in browsers: refusals stay coarse
 * @param createdBy a name; null when the platform made it or the person is gone
 * @param lastUsedAt the last call in the log that this key made
 * @param lastStatus how that call was answered
 * @param scope with APIs as {@code publisher/api}
 * @param oldSecretUntil until when the secret before the last rotation is good too
 */
public record ApiKey(
    String id,
    String name,
    Mode mode,
    ApplicationId application,
    String applicationSlug,
    String applicationName,
    boolean exposed,
    Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable Instant lastUsedAt,
    @Nullable Integer lastStatus,
    Scope scope,
    @Nullable Instant rotatedAt,
    @Nullable Instant oldSecretUntil) {

  /** The part of the key's text that is no secret: enough to find it in a configuration. */
  public String start() {
    return (mode == Mode.LIVE ? "tp_live_" : "tp_test_") + id;
  }

  /** Whether calls with it are known at this time. */
  public boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
  }

  /** Whether two secrets are good at this time. */
  public boolean overlaps(Instant now) {
    return isLive(now) && oldSecretUntil != null && oldSecretUntil.isAfter(now);
  }
}

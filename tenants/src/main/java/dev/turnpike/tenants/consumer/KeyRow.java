package dev.turnpike.tenants.consumer;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record KeyRow(
    String id,
    String name,
    String mode,
    UUID applicationId,
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
    @Nullable List<String> apiNames,
    @Nullable Instant rotatedAt,
    @Nullable Instant oldSecretUntil) {

  ApiKey toKey() {
    return new ApiKey(
        id,
        name,
        Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
        new ApplicationId(applicationId),
        applicationSlug,
        applicationName,
        exposed,
        createdAt,
        createdBy,
        expiresAt,
        revokedAt,
        revokedBy,
        lastUsedAt,
        lastStatus,
        new Scope(apiNames, scope.methods(), scope.ranges()),
        rotatedAt,
        oldSecretUntil);
  }
}

package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as the gateway knows it: never the secret, only its hash.
 *
 * @param id the 16 base62 characters between prefix and secret
 * @param secretHash SHA-256 of the secret part
 * @param exposed the key is used in browsers: refusals stay coarse
 * @param budgets the key's own; those above it are its application's
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package but as a comparison
public record Key(
    String id,
    byte[] secretHash,
    ApplicationId application,
    Mode mode,
    boolean exposed,
    @Nullable Instant revokedAt,
    @Nullable Instant expiresAt,
    List<Budget> budgets) {
  /** Without budgets of its own. */
  public Key(
      String id,
      byte[] secretHash,
      ApplicationId application,
      Mode mode,
      boolean exposed,
      @Nullable Instant revokedAt,
      @Nullable Instant expiresAt) {
    this(id, secretHash, application, mode, exposed, revokedAt, expiresAt, List.of());
  }

  public Key {
    budgets = List.copyOf(budgets);
  }

  /** Compares in constant time. */
  public boolean matches(byte[] hash) {
    return MessageDigest.isEqual(secretHash, hash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key
        && id.equals(key.id)
        && Arrays.equals(secretHash, key.secretHash);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}

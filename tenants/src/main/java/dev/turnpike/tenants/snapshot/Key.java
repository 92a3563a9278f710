package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as the gateway knows it: never the secret, only its hash. While it is rotated it has two.
 *
 * @param id the 16 base62 characters between prefix and secret
 * @param secretHash SHA-256 of the secret part
 * @param exposed the key is used in browsers: refusals stay coarse
 * @param budgets the key's own; those above it are its application's
 * @param scope what it may be used for
 * @param rotated the secret before this one; null when there was none
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
    List<Budget> budgets,
    KeyScope scope,
    @Nullable Rotated rotated) {
  /** The secret before the present one, good until the overlap is over. */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Rotated(byte[] secretHash, Instant until) {}

  /** How a presented secret belongs to a key. */
  public enum Match {
    YES,
    /** It is the one before, and the overlap is over. */
    NO_LONGER,
    NO
  }

  /** For everything, with one secret. */
  public Key(
      String id,
      byte[] secretHash,
      ApplicationId application,
      Mode mode,
      boolean exposed,
      @Nullable Instant revokedAt,
      @Nullable Instant expiresAt,
      List<Budget> budgets) {
    this(
        id,
        secretHash,
        application,
        mode,
        exposed,
        revokedAt,
        expiresAt,
        budgets,
        KeyScope.EVERYTHING,
        null);
  }

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

  /** Compares each secret in constant time. */
  public Match match(byte[] hash, Instant now) {
    if (MessageDigest.isEqual(secretHash, hash)) {
      return Match.YES;
    }
    if (rotated == null || !MessageDigest.isEqual(rotated.secretHash(), hash)) {
      return Match.NO;
    }
    return now.isBefore(rotated.until()) ? Match.YES : Match.NO_LONGER;
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

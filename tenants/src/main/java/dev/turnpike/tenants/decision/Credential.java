package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.Mode;

/** What the caller presented. */
public sealed interface Credential {
  record None() implements Credential {}

  /** Two different credentials in one request: 400, never a guess. */
  record Ambiguous() implements Credential {}

  /** Not a key of ours: wrong form or checksum. */
  record Unreadable() implements Credential {}

  /**
   * A well-formed key.
   *
   * @param secretHash SHA-256 of the secret part
   */
  @SuppressWarnings("ArrayRecordComponent") // compared once, in constant time, by the snapshot
  record ApiKey(String id, byte[] secretHash, Mode mode) implements Credential {}
}

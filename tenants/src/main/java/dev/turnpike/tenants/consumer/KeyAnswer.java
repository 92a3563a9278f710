package dev.turnpike.tenants.consumer;

/** The answer to a command on a key. */
public sealed interface KeyAnswer {
  /** There is a new secret, to be shown once. */
  record Issued(IssuedKey issued) implements KeyAnswer {}

  record Changed(ApiKey key) implements KeyAnswer {}

  /** The tenant has no such key, or no such application. */
  record Unknown() implements KeyAnswer {}

  /** The key is as {@code key} says, which does not allow it. */
  record Conflict(Why why, ApiKey key) implements KeyAnswer {}

  /**
   * A term that cannot be.
   *
   * @param field {@code apis}, {@code methods}, {@code ranges}, {@code expires} or {@code overlap}
   */
  record Invalid(String field) implements KeyAnswer {}

  /** Why a key's state does not allow a command. */
  enum Why {
    /** Revoked or expired: make a new one. */
    OVER,
    /** Both secrets of a rotation are still good: end the overlap first. */
    OVERLAPPING
  }
}

package dev.turnpike.tenants.tenant;

import java.util.Optional;

/** The answer to an e-mail and a password, or to the second factor that was asked for. */
public sealed interface LogIn {
  record Welcome(Visitor visitor) implements LogIn {}

  /**
   * The password was right; the second factor is missing.
   *
   * @param ticket to be presented with the code within five minutes: 43 characters of base64url
   */
  record CodeNeeded(String ticket) implements LogIn {
    @Override
    public String toString() {
      return "code needed";
    }
  }

  /** Not these two together; says nothing about which. */
  record Wrong() implements LogIn {}

  /** Too many attempts for this address, or by everybody: ask again in a minute. */
  record Wait() implements LogIn {}

  /** Whoever came in; empty unless nothing is missing any more. */
  default Optional<Visitor> visitorIn() {
    return this instanceof Welcome(Visitor visitor) ? Optional.of(visitor) : Optional.empty();
  }
}

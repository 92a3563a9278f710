package dev.turnpike.tenants.tenant;

/** The answer to an e-mail and a password. */
public sealed interface LogIn {
  record Welcome(Visitor visitor) implements LogIn {}

  /** Not these two together; says nothing about which. */
  record Wrong() implements LogIn {}

  /** Too many attempts for this address, or by everybody: ask again in a minute. */
  record Wait() implements LogIn {}
}

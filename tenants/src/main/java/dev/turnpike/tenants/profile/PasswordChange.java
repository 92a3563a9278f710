package dev.turnpike.tenants.profile;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.PersonalData.PasswordFault;

/** The answer to a new password. */
public sealed interface PasswordChange {
  /** Every other session has ended. */
  record Done(PersonId person) implements PasswordChange {}

  /** The old password was not right; or the link is over. */
  record NotProved() implements PasswordChange {}

  record Invalid(PasswordFault fault) implements PasswordChange {}
}

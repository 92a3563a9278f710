package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.PersonalData.PasswordFault;

/** What is wrong with a new password, in words. */
final class PasswordWords {
  private PasswordWords() {}

  static String of(PasswordFault fault, AccountText text) {
    return switch (fault) {
      case SHORT -> text.passwordShort();
      case LONG -> text.passwordLong();
      case GUESSED -> text.passwordGuessed();
    };
  }
}

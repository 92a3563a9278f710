package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the second half of a log-in. */
@MessageBundle("factor")
public interface LogInText {
  @Message("Second factor")
  String code();

  @Message("The password was right. Now the code of your authenticator app.")
  String codeText();

  @Message("Code")
  String codeField();

  @Message("Six digits; or one of your recovery codes.")
  String codeHint();

  @Message("That code is not right, was used already, or too much time has passed.")
  String codeWrong();

  @Message("Too many attempts. Wait a minute, then try again.")
  String waiting();

  @Message("Log in")
  String logIn();

  @Message("Begin again")
  String fromTheStart();
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about codes that are not the code's own. */
@MessageBundle("code")
public interface CodeText {
  @Message("Yes: the same call may pass later without anybody doing anything.")
  String waitingHelps();

  @Message("No.")
  String waitingDoesNot();

  @Message("Whoever writes the calling program.")
  String developer();

  @Message("Somebody of your organisation who may pay: billing, admin or owner.")
  String billing();

  @Message("An owner of your organisation.")
  String owner();

  @Message("{name}, the publisher.")
  String publisher(String name);

  @Message("The publisher of the API.")
  String platform();

  @Message("Nobody has to do anything.")
  String nobody();
}

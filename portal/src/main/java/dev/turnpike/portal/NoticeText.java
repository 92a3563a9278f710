package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words around notices; their own are in the notices. */
@MessageBundle("news")
public interface NoticeText {
  @Message("Notices")
  String title();

  @Message("What you were told about your money here, newest first. Each is told once.")
  String lede();

  @Message("Nothing yet.")
  String none();

  @Message("{sent} of {all} letters sent")
  String letters(int sent, int all);

  @Message("All notices")
  String all();

  @Message("Go there")
  String open();

  @Message("At this pace calls are blocked on {day}.")
  String pace(String day);
}

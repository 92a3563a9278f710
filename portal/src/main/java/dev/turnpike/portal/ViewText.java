package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page on how pages look. */
@MessageBundle("view")
public interface ViewText {
  @Message("Language, colours, time zone")
  String title();

  @Message("For this browser, on every page. Nothing of it changes what your programs get.")
  String lede();

  @Message("Language")
  String language();

  @Message("Colours")
  String theme();

  @Message("as the device says")
  String device();

  @Message("light")
  String light();

  @Message("dark")
  String dark();

  @Message("Time zone")
  String zone();

  @Message("Times of day are shown in it. What money is dated by stays in the account’s own zone.")
  String zoneHint();

  @Message("Choose a zone of the list.")
  String zoneWrong();

  @Message("Save")
  String save();
}

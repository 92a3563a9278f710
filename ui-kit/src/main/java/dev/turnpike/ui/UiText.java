package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the shell, the form tags and the error pages. */
@MessageBundle("ui")
public interface UiText {
  @Message("Skip to content")
  String skipToContent();

  @Message("Demo: sample data. No card is real and no money moves.")
  String sampleData();

  @Message("Demo")
  String sampleDataLabel();

  @Message("Main")
  String mainMenu();

  @Message("Log in")
  String logIn();

  @Message("Log out")
  String logOut();

  @Message("Language, colours, time zone")
  String view();

  @Message("Served by Turnpike")
  String madeWith();

  @Message("Please check the form")
  String errorSummary();

  @Message("{label}: {percent} used")
  String gaugeLabel(String label, String percent);

  @Message("Not for this account")
  String forbiddenTitle();

  @Message(
      "You are logged in, but your role does not include this page. Ask an owner of your organisation.")
  String forbiddenText();

  @Message("Nothing here")
  String notFoundTitle();

  @Message("This address does not exist, or it belongs to another organisation.")
  String notFoundText();

  @Message("This request cannot be answered")
  String unreadableTitle();

  @Message("Your browser sent it from another site, too often, or in a form we do not take.")
  String unreadableText();

  @Message("Something broke on our side")
  String brokenTitle();

  @Message("Nothing you did caused this. Try again; if it stays, tell support the number below.")
  String brokenText();

  @Message("Incident")
  String incident();

  @Message("Back to the start")
  String backHome();
}

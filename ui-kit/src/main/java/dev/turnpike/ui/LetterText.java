package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of letters about accounts. */
@MessageBundle("letter")
public interface LetterText {
  @Message("Confirm your address")
  String verify();

  @Message(
      "Hello {name}, somebody signed up with this address. If it was you, open this page within 24"
          + " hours and confirm it. If not, do nothing: without it no account is made.")
  String verifyBody(String name);

  @Message("You have an account already")
  String known();

  @Message(
      "Somebody signed up with this address, which has an account. If it was you: log in, or set a"
          + " new password on this page. If not, do nothing.")
  String knownBody();

  @Message("Set a new password")
  String reset();

  @Message(
      "Hello {name}, somebody asked for a new password for this address. If it was you, set it on"
          + " this page within an hour. If not, do nothing: the old one stays.")
  String resetBody(String name);

  @Message("Your password was changed")
  String passwordChanged();

  @Message(
      "If it was you, all is well. If not, set a new one on this page at once: that ends every"
          + " session.")
  String passwordChangedBody();

  @Message("{inviter} invites you to {tenant}")
  String invited(String inviter, String tenant);

  @Message("{inviter} asks you to join {tenant}. The link is for this address and good for a week.")
  String invitedBody(String inviter, String tenant);

  @Message("{consumer} asks to be let in")
  String knocked(String consumer);

  @Message("{consumer} signed up at {publisher} and waits for your decision.")
  String knockedBody(String consumer, String publisher);

  @Message("{publisher} has let you in")
  String admitted(String publisher);

  @Message("{consumer} may now subscribe to the APIs of {publisher}.")
  String admittedBody(String consumer, String publisher);

  @Message("{publisher} did not let you in")
  String refused(String publisher);

  @Message("{publisher} refused {consumer}. The reason given: {reason}")
  String refusedBody(String publisher, String consumer, String reason);

  @Message("{publisher} invites you to its APIs")
  String welcomed(String publisher);

  @Message(
      "{inviter} of {publisher} invites you to subscribe to its APIs. Sign up with this address, or"
          + " log in with it; your organisation is let in at once.")
  String welcomedBody(String inviter, String publisher);

  @Message("Ends: deprecated from {since}.")
  String apiEnds(String since);

  @Message("It goes on after all.")
  String apiGoesOn();

  @Message("{api} is deprecated")
  String apiEndsTitle(String api);

  @Message(
      "{api} is deprecated from {since}. {sunset} {successor} Your calls are served as before until"
          + " then.")
  String apiEndsBody(String api, String since, String sunset, String successor);

  @Message("It stops to answer on {date}.")
  String apiSunset(String date);

  @Message("No date of its end is set yet.")
  String apiNoSunset();

  @Message("Move to {successor}.")
  String apiSuccessor(String successor);

  @Message("Nothing takes its place; ask its publisher what to do.")
  String apiNoSuccessor();

  @Message("{api} is retired")
  String apiOverTitle(String api);

  @Message("{api} is retired: calls are answered with 410 from now on. {successor}")
  String apiOverBody(String api, String successor);
}

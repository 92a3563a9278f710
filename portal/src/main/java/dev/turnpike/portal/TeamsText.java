package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of teams and who works in them. */
@MessageBundle("teams")
public interface TeamsText {
  @Message("Teams")
  String title();

  @Message(
      "Teams of {tenant}: who works together, and which applications are theirs. Budgets can hang on a team.")
  String lede(String tenant);

  @Message("No team yet. Make one to group people and applications, and to give them a budget.")
  String empty();

  @Message("People")
  String people();

  @Message("Nobody yet.")
  String nobody();

  @Message("Applications")
  String applications();

  @Message("None yet.")
  String noApplications();

  @Message("Add")
  String add();

  @Message("Member")
  String member();

  @Message("Take out")
  String remove();

  @Message("Rename")
  String rename();

  @Message("Name")
  String name();

  @Message("Short name")
  String slug();

  @Message("Lower-case letters, digits and hyphens. It stays for good.")
  String slugHint();

  @Message("New team")
  String newTeam();

  @Message("Create the team")
  String make();

  @Message("Save")
  String save();

  @Message("Saved.")
  String saved();

  @Message("Budgets, and which application is in which team")
  String budgets();

  @Message("Name: give one of up to 200 characters.")
  String nameWrong();

  @Message("Short name: use 2 to 39 lower-case letters, digits and single hyphens.")
  String slugWrong();

  @Message("Short name: there is such a team already.")
  String taken();
}

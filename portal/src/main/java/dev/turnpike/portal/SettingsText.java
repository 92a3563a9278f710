package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a person's own settings. */
@MessageBundle("settings")
public interface SettingsText {
  @Message("Settings")
  String title();

  @Message("Parts of your settings")
  String nav();

  @Message("Profile")
  String profile();

  @Message("How others in your organisations see you.")
  String profileLede();

  @Message("Your name")
  String name();

  @Message("E-mail")
  String email();

  @Message("An address cannot be changed; invite the new one and leave with the old.")
  String emailFixed();

  @Message("Save")
  String save();

  @Message("Saved.")
  String saved();

  @Message("Your organisations")
  String organisations();

  @Message("Organisation")
  String organisation();

  @Message("Roles")
  String roles();

  @Message("Members")
  String members();

  @Message("Administer")
  String administer();

  @Message("Leave")
  String leave();

  @Message("Leave {organisation}? You lose access at once; only its people can invite you back.")
  String leaveQuestion(String organisation);

  @Message("Yes, leave")
  String leaveConfirm();

  @Message("You have left the organisation.")
  String left();

  @Message("You are its last owner. Make somebody else an owner first.")
  String lastOwner();

  @Message("A further organisation")
  String newOrganisation();

  @Message("Name")
  String organisationName();

  @Message("Create the organisation")
  String found();

  @Message("Name: give one of up to 200 characters.")
  String nameWrong();

  @Message("Password")
  String password();

  @Message("All other sessions end when it changes.")
  String passwordLede();

  @Message("Current password")
  String currentPassword();

  @Message("New password")
  String newPassword();

  @Message("At least 10 characters; a sentence is fine.")
  String passwordHint();

  @Message("Change the password")
  String changePassword();

  @Message("The password is changed, and all other sessions have ended.")
  String passwordChanged();

  @Message("Sessions")
  String sessions();

  @Message("Where you are logged in. End what you do not know, then change the password.")
  String sessionsLede();

  @Message("Browser")
  String browser();

  @Message("Part")
  String area();

  @Message("Portal")
  String portal();

  @Message("Administration")
  String admin();

  @Message("Address")
  String address();

  @Message("Opened")
  String opened();

  @Message("Last used")
  String seen();

  @Message("this one")
  String thisOne();

  @Message("End")
  String end();

  @Message("End all others")
  String endOthers();

  @Message("Ended.")
  String ended();

  @Message("unknown")
  String unknownBrowser();

  @Message("Second factor")
  String factor();

  @Message("With a code of an app on your telephone, a stolen password is not enough.")
  String factorLede();

  @Message("It is off.")
  String factorOff();

  @Message("It is on.")
  String factorOn();

  @Message("Set it up")
  String factorBegin();

  @Message(
      "Add an account in your authenticator app with this key, or open the link on your telephone. Then type the code that the app shows.")
  String factorScan();

  @Message("Key")
  String factorKey();

  @Message("Open in the app")
  String factorLink();

  @Message("Code")
  String factorCode();

  @Message("Turn it on")
  String factorConfirm();

  @Message("Code: this is not the code of now. Check the time of your telephone.")
  String factorWrong();

  @Message("Recovery codes")
  String recovery();

  @Message(
      "Shown once. Each lets you in one time without the app. Print them or put them where you keep passwords.")
  String recoveryText();

  @Message("{count} recovery codes are left.")
  String recoveryLeft(String count);

  @Message("I have kept them")
  String recoveryDone();

  @Message("New recovery codes")
  String renewCodes();

  @Message("Turn it off")
  String factorTurnOff();

  @Message("Password: this is not your current one.")
  String passwordWrong();

  @Message("Your data")
  String data();

  @Message("What is kept of you, and how it is forgotten.")
  String dataLede();

  @Message("Take it along")
  String export();

  @Message(
      "Everything as one JSON file: profile, organisations, sessions, letters, and what you did.")
  String exportText();

  @Message("Download")
  String exportGet();

  @Message("Delete the account")
  String erase();

  @Message(
      "Your name, address, sessions, letters and seats are deleted at once and for good. Books and audit trail keep an id without a name. Keys of organisations in which nobody is left are revoked.")
  String eraseText();

  @Message("Go on to delete")
  String eraseAsk();

  @Message("Delete my account for good")
  String eraseConfirm();

  @Message("Keep it")
  String eraseCancel();

  @Message(
      "These organisations would have no owner. Make somebody else one first, or remove the others:")
  String ownerNeeded();

  @Message("Your account is deleted")
  String erased();

  @Message("Thank you for having been here.")
  String erasedText();

  @Message("To the start")
  String backToStart();
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of applications and keys. */
@MessageBundle("apps")
public interface AppsText {
  @Message("Applications")
  String applications();

  @Message(
      "Programs of {tenant} that call. Each has its own keys and subscriptions, with every publisher.")
  String lede(String tenant);

  @Message(
      "No application yet. Make one for each program that calls: its keys and its use stay apart from others.")
  String empty();

  @Message("Application")
  String application();

  @Message("Keys")
  String liveKeys();

  @Message("Subscriptions")
  String liveSubscriptions();

  @Message("Made")
  String made();

  @Message("New application")
  String create();

  @Message("Name")
  String name();

  @Message("Short name")
  String slug();

  @Message(
      "Lower-case letters, digits and hyphens; made from the name if empty. It stays for good.")
  String slugHint();

  @Message("Create the application")
  String make();

  @Message("Short name: there is an application of this short name already. Choose another.")
  String taken();

  @Message("Short name: use 2 to 39 lower-case letters, digits and single hyphens.")
  String slugWrong();

  @Message("Name: give one of up to 200 characters.")
  String nameWrong();

  @Message("Rename")
  String rename();

  @Message("Save")
  String save();

  @Message("Saved. It is in force within a second.")
  String saved();

  @Message("Keys")
  String keys();

  @Message("No key yet. Make the first below.")
  String keysEmpty();

  @Message("Key")
  String key();

  @Message("State")
  String state();

  @Message("Last used")
  String lastUsed();

  @Message("never")
  String never();

  @Message("Expires on")
  String expires();

  @Message("Empty for never; at the start of the day, UTC.")
  String expiresHint();

  @Message("New key")
  String newKey();

  @Message("Its secret is shown once, right after.")
  String newKeyText();

  @Message("What is it for?")
  String keyName();

  @Message("Such as the server that holds it.")
  String keyNameHint();

  @Message("Mode")
  String mode();

  @Message("test: no real money")
  String testMode();

  @Message("live")
  String liveMode();

  @Message("What it may be used for")
  String scope();

  @Message("Nothing ticked and nothing written allows everything that the application may.")
  String scopeText();

  @Message("APIs")
  String apis();

  @Message("Methods")
  String methods();

  @Message("From these addresses only")
  String ranges();

  @Message("IP addresses or ranges such as 203.0.113.0/24, with commas between.")
  String rangesHint();

  @Message("Make the key")
  String issue();

  @Message("valid")
  String valid();

  @Message("revoked")
  String revoked();

  @Message("expired")
  String expired();

  @Message("two secrets")
  String overlapping();

  @Message("Keep this key now")
  String issued();

  @Message("It is shown only here. Turnpike keeps a hash of it and cannot show it again.")
  String issuedText();

  @Message("The secret before is good until then, so change your programs in time:")
  String oldUntil();

  @Message("A call with it")
  String firstCall();

  @Message("I have kept it")
  String kept();

  @Message("everything")
  String everything();

  @Message("Made by")
  String createdBy();

  @Message("Rotated")
  String rotated();

  @Message("never")
  String noEnd();

  @Message("What it is for")
  String change();

  @Message("Rotate the secret")
  String rotate();

  @Message(
      "The key gets a new secret and keeps its name, scope, budgets and history. The present secret stays good beside it for as long as you say.")
  String rotateText();

  @Message("The present secret is good for")
  String overlap();

  @Message("not at all")
  String overlapNone();

  @Message("an hour")
  String overlapHour();

  @Message("a day")
  String overlapDay();

  @Message("a week")
  String overlapWeek();

  @Message("Make a new secret")
  String rotateButton();

  @Message("Two secrets are good until")
  String overlapUntil();

  @Message("End the old one now")
  String endOverlap();

  @Message("Revoke")
  String revoke();

  @Message("Calls with it answer 401 within a second. It cannot be undone.")
  String revokeText();

  @Message("Yes, revoke it")
  String revokeConfirm();

  @Message("The key is revoked or expired. Make a new one for the application.")
  String keyOver();

  @Message("Two secrets are still good. End the old one first.")
  String keyOverlapping();

  @Message("APIs: one of them is not there any more. Tick those that are.")
  String apisWrong();

  @Message("Methods: name HTTP methods such as GET.")
  String methodsWrong();

  @Message("Addresses: write them as 203.0.113.7 or 203.0.113.0/24, with commas between.")
  String rangesWrong();

  @Message("Expires on: choose a day in the future.")
  String expiresWrong();

  @Message("Overlap: choose 0 to 720 hours.")
  String overlapWrong();
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of signing up, logging in by a second factor, and the demo's mails. */
@MessageBundle("account")
public interface AccountText {
  @Message("Sign up")
  String signUp();

  @Message(
      "One account for all publishers here. You get an organisation of your own; others can join it later.")
  String signUpLede();

  @Message(
      "To use the APIs of {publisher}. You get an organisation of your own; others can join it later.")
  String signUpAt(String publisher);

  @Message("E-mail")
  String email();

  @Message("Your name")
  String name();

  @Message("Organisation")
  String organisation();

  @Message("Leave it empty if you work for yourself.")
  String organisationHint();

  @Message("Password")
  String password();

  @Message("At least 10 characters; a sentence is fine.")
  String passwordHint();

  @Message("Send the confirmation mail")
  String signUpButton();

  @Message("You have an account already?")
  String haveAccount();

  @Message("Log in")
  String logIn();

  @Message("E-mail: this cannot be an address. Check it for slips.")
  String emailWrong();

  @Message("Name: give one of up to 200 characters.")
  String nameWrong();

  @Message("Password: use at least 10 characters.")
  String passwordShort();

  @Message("Password: use at most 200 characters.")
  String passwordLong();

  @Message("Password: your name or address is the first guess. Choose something else.")
  String passwordGuessed();

  @Message("Password: this is not your current one.")
  String passwordWrong();

  @Message(
      "This publisher lets in invited organisations only. Ask your contact there for an invitation.")
  String inviteOnly();

  @Message("E-mail: this publisher lets in addresses of {domains} only.")
  String domainsOnly(String domains);

  @Message("The publisher looks at each sign-up before its APIs can be subscribed to.")
  String approvalNeeded();

  @Message("Look in your mailbox")
  String letterSent();

  @Message(
      "We sent you a mail. Open its link within 24 hours to finish. Nothing arrived? Look among the unwanted mails, or sign up again.")
  String letterSentText();

  @Message(
      "If the address has an account, a mail with a link is on its way. The link is good for an hour.")
  String resetSentText();

  @Message("Confirm your address")
  String verify();

  @Message("You read this mailbox, so the account can be made.")
  String verifyText();

  @Message("Make my account")
  String verifyButton();

  @Message("This link is over")
  String linkOver();

  @Message(
      "It was used, is older than 24 hours, or never was. If you finished already, log in; otherwise sign up again.")
  String verifyOverText();

  @Message("It was used, is older than an hour, or never was. Ask for a new one.")
  String resetOverText();

  @Message("Forgot your password?")
  String forgotten();

  @Message("We send a link to your address with which you set a new one.")
  String forgottenText();

  @Message("Send the link")
  String sendLink();

  @Message("New password")
  String newPassword();

  @Message("All sessions end, on every device.")
  String newPasswordText();

  @Message("Set the password")
  String setPassword();

  @Message("The password is set")
  String passwordSet();

  @Message("Log in with it. All sessions have ended.")
  String passwordSetText();

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

  @Message("Begin again")
  String fromTheStart();

  @Message("Mails of the demo")
  String mails();

  @Message("This is a demo: no mail leaves it.")
  String mailsHere();

  @Message("What would lie in people’s mailboxes, newest first. Only the demo has this page.")
  String mailsLede();

  @Message("To {address}")
  String mailTo(String address);

  @Message("sent")
  String mailSent();

  @Message("waiting")
  String mailWaiting();

  @Message("Open its link")
  String mailOpen();

  @Message("No mail yet. Sign up, or ask for a new password: the letter appears here.")
  String mailsEmpty();
}

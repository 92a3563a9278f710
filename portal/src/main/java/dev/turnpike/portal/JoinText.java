package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of taking the seat that an invitation offers. */
@MessageBundle("join")
public interface JoinText {
  @Message("Join {tenant}")
  String title(String tenant);

  @Message("{inviter} invites you, as:")
  String offer(String inviter);

  @Message("Accept")
  String accept();

  @Message(
      "The invitation is for {email}, and you are logged in as {visitor}. Log out and open the link again.")
  String forOther(String email, String visitor);

  @Message("You have an account. Log in, and you come back to this page.")
  String logInFirst();

  @Message("New here? Choose a name and a password; the address is confirmed by the link.")
  String newHere();

  @Message("Make my account and join")
  String makeAccount();

  @Message("It was used, withdrawn, or is older than a week. Ask for another invitation.")
  String over();

  @Message("To the start")
  String toStart();
}

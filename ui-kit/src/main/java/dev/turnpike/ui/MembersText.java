package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of members, their roles, and invitations. */
@MessageBundle("members")
public interface MembersText {
  @Message("Members")
  String title();

  @Message("Who belongs to {tenant}, and what they may do.")
  String lede(String tenant);

  @Message("Person")
  String person();

  @Message("Roles")
  String roles();

  @Message("you")
  String you();

  @Message("Change roles")
  String change();

  @Message("Save")
  String save();

  @Message("Remove")
  String remove();

  @Message("Remove {name}? They lose access at once. What they did stays in the audit trail.")
  String removeQuestion(String name);

  @Message("Yes, remove")
  String removeConfirm();

  @Message("Invite somebody")
  String invite();

  @Message(
      "They get a mail with a link that is good for a week. Somebody without an account makes one on the way.")
  String inviteText();

  @Message("E-mail")
  String email();

  @Message("Send the invitation")
  String send();

  @Message("Invitations under way")
  String invitations();

  @Message("by {name}")
  String invitedBy(String name);

  @Message("Good until")
  String until();

  @Message("Withdraw")
  String withdraw();

  @Message("Nobody is invited.")
  String none();

  @Message("Saved. It is in force with their next click.")
  String saved();

  @Message("Removed.")
  String removed();

  @Message("The invitation is on its way.")
  String invited();

  @Message("The invitation is withdrawn; its link is over.")
  String withdrawn();

  @Message("The organisation would be left without an owner. Make somebody else one first.")
  String lastOwner();

  @Message("Only an owner makes owners, changes them or removes them. Ask one.")
  String ownersOnly();

  @Message("E-mail: they are a member already. Change their roles above.")
  String memberAlready();

  @Message("E-mail: this cannot be an address. Check it for slips.")
  String emailWrong();

  @Message("Roles: tick at least one.")
  String rolesWrong();

  @Message("owner")
  String owner();

  @Message("admin")
  String admin();

  @Message("editor")
  String editor();

  @Message("approver")
  String approver();

  @Message("billing")
  String billing();

  @Message("developer")
  String developer();

  @Message("viewer")
  String viewer();

  @Message("operator")
  String operator();

  @Message("everything")
  String ownerMay();

  @Message("everything but owners")
  String adminMay();

  @Message("APIs, products, plans")
  String editorMay();

  @Message("decide requests")
  String approverMay();

  @Message("pay, budgets")
  String billingMay();

  @Message("applications, keys")
  String developerMay();

  @Message("look")
  String viewerMay();
}

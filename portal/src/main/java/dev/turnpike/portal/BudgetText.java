package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a consumer's budgets. */
@MessageBundle("budgets")
public interface BudgetText {
  @Message("Budgets")
  String title();

  @Message(
      "What {tenant} lets its own teams, applications and keys spend. No publisher sees them. A call must fit into every budget above it.")
  String lede(String tenant);

  @Message("Waiting for a decision")
  String inbox();

  @Message("Nobody asks for a higher budget.")
  String inboxEmpty();

  @Message("{person} asks that “{budget}” be {amount} instead of {present}, for {application}.")
  String asks(String person, String budget, String amount, String present, String application);

  @Message("Reason: {reason}")
  String reasonGiven(String reason);

  @Message("Approve {amount}")
  String approve(String amount);

  @Message("Refuse")
  String refuse();

  @Message("Why not (the asker reads it)")
  String whyNot();

  @Message("This is your own request: somebody else decides it.")
  String own();

  @Message("{owner} decides it.")
  String decides(String owner);

  @Message("No budget is set: nothing but the wallets limits what is spent.")
  String empty();

  @Message("{name}, {subject}")
  String label(String name, String subject);

  @Message("{used} of {amount} used, {held} held")
  String numbers(String used, String amount, String held);

  @Message("{period}")
  String span(String period);

  @Message("each {period}")
  String each(String period);

  @Message("begins anew")
  String anew();

  @Message("owner {owner}")
  String owner(String owner);

  @Message("hard: refuses")
  String hard();

  @Message("soft: warns")
  String soft();

  @Message("Change")
  String change();

  @Message("Remove")
  String remove();

  @Message(
      "Remove for good? Calls are no longer checked against it; what was spent stays on record.")
  String removeQuestion();

  @Message("Set a budget")
  String create();

  @Message("For")
  String subject();

  @Message("All of {tenant}")
  String wholeTenant(String tenant);

  @Message("Team {name}")
  String team(String name);

  @Message("Application {name}")
  String application(String name);

  @Message("Key {name} of {application}")
  String key(String name, String application);

  @Message("Name")
  String name();

  @Message("Amount")
  String amount();

  @Message("Currency")
  String currency();

  @Message("Each")
  String period();

  @Message("A period began on (empty: as in the calendar)")
  String anchor();

  @Message("Time zone")
  String zone();

  @Message("When it is used up")
  String kind();

  @Message("Owner, who decides requests for more")
  String ownerField();

  @Message("Save")
  String save();

  @Message("Teams")
  String teams();

  @Message("An application belongs to one team at most; the team's budgets lie over it.")
  String teamsText();

  @Message("New team")
  String newTeam();

  @Message("Short name (lower-case letters, digits, hyphens)")
  String slug();

  @Message("No team")
  String noTeam();

  @Message("Move")
  String move();

  @Message("Saved. It is in force everywhere within a second.")
  String saved();

  @Message("Decided. The asker sees it; a raised budget is in force everywhere within a second.")
  String decided();

  @Message("Requests decided")
  String history();

  @Message("{person} asked for {amount}: {verdict} by {decider}")
  String past(String person, String amount, String verdict, String decider);

  @Message("A budget of your organisation is used up")
  String resolveTitle();

  @Message("“{budget}” allows {amount} each {period}; {used} is used and {held} is held.")
  String resolveText(String budget, String amount, String period, String used, String held);

  @Message("Its owner is {owner}. It begins anew on {resets}.")
  String resolveOwner(String owner, String resets);

  @Message("New amount in {currency}, more than {present}")
  String askAmount(String currency, String present);

  @Message("What for")
  String askReason();

  @Message("Send to {owner}")
  String send(String owner);

  @Message("You asked for {amount} on {when}: {state}")
  String asked(String amount, String when, String state);

  @Message("not decided yet")
  String waiting();

  @Message("Decide in the inbox")
  String toInbox();
}

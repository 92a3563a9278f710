package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the approvals inbox and of one request beside those of {@link AdminText}. */
@MessageBundle("inbox")
public interface InboxText {
  @Message("Search")
  String search();

  @Message("Consumer, application or plan")
  String searchHint();

  @Message("Waiting for us")
  String ours();

  @Message("All open requests")
  String all();

  @Message("Which")
  String which();

  @Message("Show")
  String show();

  @Message("More requests")
  String more();

  @Message("From the start")
  String fromStart();

  @Message("No open request matches. Search for less, or show all.")
  String noMatch();

  @Message("Select")
  String select();

  @Message("Decide the selected ones")
  String several();

  @Message("Each is decided by itself; what somebody else decided meanwhile stays as it is.")
  String severalText();

  @Message("Comment, or the reason for a refusal")
  String words();

  @Message("Approve the selected")
  String approveAll();

  @Message("Refuse the selected")
  String rejectAll();

  @Message("{count} decided")
  String decided(int count);

  @Message(
      "{count} could not be decided: they are somebody else's turn, were decided meanwhile, or lack a reason.")
  String notDecided(int count);

  @Message("Select at least one request.")
  String selectOne();

  @Message("All about it, with steps and comments")
  String open();

  @Message("Request")
  String title();

  @Message("Stands")
  String stands();

  @Message("Dates")
  String dates();

  @Message("First day")
  String startsAt();

  @Message("Last day")
  String endsAt();

  @Message("Empty: it begins once all is decided, and goes on.")
  String datesHint();

  @Message("Your yes counts; {count} more are needed.")
  String votesLeft(int count);

  @Message("It is not your turn.")
  String notYourTurn();

  @Message("Refuse it all the same")
  String refuseAnyway();

  @Message("Comments")
  String comments();

  @Message("No comments yet.")
  String commentsEmpty();

  @Message("internal")
  String internal();

  @Message("Write a comment")
  String comment();

  @Message("Only our own people see it")
  String onlyUs();

  @Message("Add the comment")
  String addComment();

  @Message("Done.")
  String done();

  @Message("It is decided.")
  String isDecided();

  @Message("Absences")
  String absences();

  @Message("While you are away somebody else decides for you, in your name, and gets your letters.")
  String absencesText();

  @Message("Nobody is away.")
  String absencesEmpty();

  @Message("Who decides")
  String awayTo();

  @Message("Arrange it")
  String awayArrange();

  @Message("{to} decides for {from} until {until}")
  String awayLine(String from, String to, String until);

  @Message("I am back")
  String awayEnd();

  @Message("Choose a last day.")
  String awayDay();

  @Message("This is no day: write it as 2026-12-31.")
  String noDay();
}

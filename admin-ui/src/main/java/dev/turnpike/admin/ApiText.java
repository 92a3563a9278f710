package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of what a document became, of changes, and of an API's end. */
@MessageBundle("api")
public interface ApiText {
  @Message("There is nothing in it. Choose a file or paste the text.")
  String documentEmpty();

  @Message("It is larger than 8 MiB.")
  String documentTooLarge();

  @Message("It is neither JSON nor YAML. Line {line}: {detail}")
  String documentBroken(int line, String detail);

  @Message("It is nested deeper than 200 levels.")
  String documentTooDeep();

  @Message("It has no openapi member: it is no OpenAPI document.")
  String documentNoOpenapi();

  @Message("Only OpenAPI 3.0 and 3.1 are understood; this is {found}.")
  String documentVersion(String found);

  @Message("No operation in it can be called.")
  String documentNothing();

  @Message("It has more than 2,000 operations. Divide the API.")
  String documentTooMany();

  @Message("Operation gone")
  String operationGone();

  @Message("Other method or path")
  String routeChanged();

  @Message("New operation")
  String operationNew();

  @Message("Marked as deprecated")
  String nowDeprecated();

  @Message("Calls go elsewhere")
  String originChanged();

  @Message("Its end is announced otherwise")
  String endChanged();

  @Message("Parameter now required")
  String parameterRequired();

  @Message("Parameter no longer required")
  String parameterOptional();

  @Message("New optional parameter")
  String parameterNew();

  @Message("Parameter gone")
  String parameterGone();

  @Message("Body now required")
  String requestRequired();

  @Message("Media type no longer accepted")
  String requestMediaGone();

  @Message("Member now required")
  String requestMemberRequired();

  @Message("Member no longer taken")
  String requestMemberGone();

  @Message("New optional member")
  String requestMemberNew();

  @Message("Other type expected")
  String requestType();

  @Message("Value no longer accepted")
  String requestValueGone();

  @Message("Narrower limits")
  String requestNarrowed();

  @Message("Answer gone")
  String answerGone();

  @Message("Media type no longer answered")
  String answerMediaGone();

  @Message("Member no longer answered")
  String answerMemberGone();

  @Message("Other type answered")
  String answerType();

  @Message("Member may be missing now")
  String answerMemberOptional();

  @Message("May be null now")
  String answerMayBeNull();

  @Message("New value")
  String answerValueNew();

  @Message("New answer")
  String answerNew();

  @Message("New member")
  String answerMemberNew();

  @Message("Operation")
  String foundOperation();

  @Message("Schemas")
  String foundSchemas();

  @Message("Examples")
  String foundExamples();

  @Message("Address of the origin")
  String foundServer();

  @Message("Takes an Idempotency-Key")
  String foundIdempotency();

  @Message("No operationId: one was made")
  String idMade();

  @Message("operationId with characters that cannot stay")
  String idCleaned();

  @Message("operationId used twice: numbered")
  String idTwice();

  @Message("Keeps the name that plans and keys use")
  String idKept();

  @Message("The whole segment is one parameter here")
  String segmentWidened();

  @Message("Summary cut")
  String summaryCut();

  @Message("Variables of the address filled with their defaults")
  String serverVariables();

  @Message("No title: the API's name stands for it")
  String titleMissing();

  @Message("Callers prove themselves by keys of this platform instead")
  String securityIgnored();

  @Message("Address without a host")
  String serverRelative();

  @Message("All calls go to the API's own origin")
  String serverOther();

  @Message("This method is not forwarded")
  String methodIgnored();

  @Message("No path that can be called")
  String pathBroken();

  @Message("Query or fragment within the path")
  String pathQuery();

  @Message("Another operation matches the same calls")
  String sameRoute();

  @Message("Callbacks are not forwarded")
  String callbacksIgnored();

  @Message("Links are not shown")
  String linksIgnored();

  @Message("Webhooks are not forwarded")
  String webhooksIgnored();

  @Message("Extension")
  String extensionIgnored();

  @Message("Only references within the document are followed")
  String referenceElsewhere();

  @Message("Reference to nothing")
  String referenceBroken();

  @Message("The end of {name}")
  String endOf(String name);

  @Message("Announce or carry out its end")
  String toEnd();

  @Message(
      "Subscribers are told at once; answers carry Deprecation, Sunset and Link until it is"
          + " retired, and 410 from then on.")
  String endLede();

  @Message("Announce its end")
  String announce();

  @Message("This makes a release of its own, which can be taken back.")
  String announceText();

  @Message("Deprecated from (UTC)")
  String since();

  @Message("It stops to answer on (UTC)")
  String sunset();

  @Message("Told to callers; you retire it yourself when the day has come.")
  String sunsetHint();

  @Message("What takes its place")
  String successor();

  @Message("The name in addresses of another API of yours")
  String successorHint();

  @Message("Page that tells how to move")
  String moveLink();

  @Message("Announce")
  String announceIt();

  @Message("Take the announcement back")
  String withdraw();

  @Message("Retire it now")
  String retire();

  @Message(
      "Every call is answered with 410 within a second, and subscribers are told. Its releases"
          + " stay; it can be brought back.")
  String retireText();

  @Message("Retire")
  String retireIt();

  @Message("It is retired: every call is answered with 410.")
  String retiredText();

  @Message("Bring it back")
  String bringBack();

  @Message("Give the day from which it is deprecated.")
  String sinceWrong();

  @Message("Give a day that is not before the first.")
  String sunsetWrong();

  @Message("Give the name in addresses of an API.")
  String successorWrong();

  @Message("Give an http or https address.")
  String linkWrong();
}

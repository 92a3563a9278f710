package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publishing pages. */
@MessageBundle("publish")
public interface PublishText {
  @Message("APIs")
  String title();

  @Message(
      "What is live serves calls. A change is a draft first; publishing it makes a release, and any release can be made live again.")
  String lede();

  @Message("Part of the name")
  String search();

  @Message(
      "You have no API yet. Make one here, then read an OpenAPI document into it or write its operations by hand.")
  String empty();

  @Message("No API matches.")
  String noMatch();

  @Message("New API")
  String fresh();

  @Message("Create")
  String create();

  @Message("Name in addresses")
  String slug();

  @Message("2 to 39 small letters, digits and hyphens; never changed later")
  String slugHint();

  @Message("Name")
  String name();

  @Message("Description")
  String description();

  @Message("Who may know it")
  String visibility();

  @Message("everybody")
  String visibilityPublic();

  @Message("chosen customers")
  String visibilityListed();

  @Message("only your own people")
  String visibilityPrivate();

  @Message("Form of refusals")
  String dialect();

  @Message("Numbers in refusals")
  String disclosure();

  @Message("all")
  String disclosureFull();

  @Message("no balances")
  String disclosureCoarse();

  @Message("none")
  String disclosureNone();

  @Message("Save")
  String save();

  @Message("About it")
  String about();

  @Message("These are in force at once and part of no release.")
  String aboutHint();

  @Message("Stage")
  String stage();

  @Message("draft")
  String stageDraft();

  @Message("published")
  String stagePublished();

  @Message("deprecated")
  String stageDeprecated();

  @Message("retired")
  String stageRetired();

  @Message("Release")
  String release();

  @Message("Releases")
  String releases();

  @Message("live")
  String live();

  @Message("Live since")
  String liveSince();

  @Message("By")
  String by();

  @Message("a file")
  String byFile();

  @Message("Note")
  String note();

  @Message("What is new, in a sentence; your people read it.")
  String noteHint();

  @Message("Published")
  String published();

  @Message("Operations")
  String operations();

  @Message("Operation")
  String operation();

  @Message("No list: every call below the API goes to the origin.")
  String anyOperation();

  @Message("There are more; the document and the draft have all of them.")
  String moreOperations();

  @Message("Nothing is published yet. Write the draft and publish it.")
  String nothingLive();

  @Message("Draft")
  String draft();

  @Message("Draft of {name}")
  String draftOf(String name);

  @Message("Nothing here is in force before it is published.")
  String draftLede();

  @Message("Open the draft")
  String toDraft();

  @Message("A draft waits.")
  String drafted();

  @Message("Changed by {who}")
  String draftBy(String who);

  @Message("Terms")
  String terms();

  @Message("operations with id, method and path; origins with origin and test_origin")
  String termsHint();

  @Message(
      "The draft is too long to be edited here. Read a new document into it, or write it through the management API.")
  String termsLong();

  @Message("Keep the draft")
  String keep();

  @Message("From an OpenAPI document")
  String document();

  @Message(
      "OpenAPI 3.0 or 3.1, JSON or YAML, at most 8 MiB. It replaces the draft's operations; names that plans and keys use stay.")
  String documentHint();

  @Message("File")
  String file();

  @Message("Or paste it")
  String paste();

  @Message("Read it")
  String read();

  @Message("The draft was read from a document.")
  String hasDocument();

  @Message("What was made of the document")
  String report();

  @Message("See what was made of it")
  String toReport();

  @Message("Understood")
  String understood();

  @Message("Changed")
  String changed();

  @Message("Ignored")
  String ignored();

  @Message("Nothing of this kind.")
  String nothingOfIt();

  @Message("Where")
  String where();

  @Message("What")
  String what();

  @Message("Which")
  String detail();

  @Message("For callers")
  String effect();

  @Message("breaks")
  String breaks();

  @Message("may break")
  String mayBreak();

  @Message("safe")
  String safe();

  @Message("What publishing would change")
  String changes();

  @Message("Nothing changes for callers.")
  String noChanges();

  @Message("{count} changes break callers that work today.")
  String someBreak(long count);

  @Message("And {count} more.")
  String moreChanges(long count);

  @Message("Publish")
  String publish();

  @Message("Drop the draft")
  String drop();

  @Message("Drop the draft of {name}?")
  String dropTitle(String name);

  @Message("What is live stays as it is. The draft cannot be brought back.")
  String dropText();

  @Message("Leave it")
  String leave();

  @Message("Release {number} of {name}")
  String releaseOf(int number, String name);

  @Message("Make release {number} live")
  String goBack(int number);

  @Message("In force on every node within a second. Calls that are under way end as they began.")
  String goBackText();

  @Message("What making it live would change")
  String goBackChanges();

  @Message("What it changed")
  String releaseChanges();

  @Message("Sold in")
  String sold();

  @Message(
      "It is in no product, so nobody can subscribe to it. Put it into one, then give that a plan.")
  String notSold();

  @Message("Plans on sale")
  String plansOnSale();

  @Message("Put it into a product")
  String sell();

  @Message("Product's name in addresses")
  String product();

  @Message("Product's name")
  String productName();

  @Message("A product of this name is made if there is none.")
  String productHint();

  @Message("See its reference")
  String reference();

  @Message("Release {number} is live.")
  String isLive(int number);

  @Message("Saved.")
  String saved();

  @Message("There is an API of this name in addresses.")
  String taken();

  @Message("Write 2 to 39 small letters, digits and single hyphens, a letter first.")
  String slugWrong();

  @Message("Write 1 to 100 characters.")
  String nameWrong();

  @Message("Write at most 5,000 characters.")
  String descriptionWrong();

  @Message("Choose one of the list.")
  String choose();

  @Message("There is nothing new to publish.")
  String nothingNew();

  @Message("The API is retired. Bring it back before you change it.")
  String isRetired();

  @Message("line {line}: {fault}")
  String wrong(int line, String fault);

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
      "Subscribers are told at once; answers carry Deprecation, Sunset and Link until it is retired, and 410 from then on.")
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
      "Every call is answered with 410 within a second, and subscribers are told. Its releases stay; it can be brought back.")
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

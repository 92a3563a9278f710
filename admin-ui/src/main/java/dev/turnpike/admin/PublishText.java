package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the publishing pages. */
@MessageBundle("publish")
public interface PublishText {
  @Message("APIs")
  String title();

  @Message(
      "What is live serves calls. A change is a draft first; publishing it makes a release, and any"
          + " release can be made live again.")
  String lede();

  @Message("Part of the name")
  String search();

  @Message(
      "You have no API yet. Make one here, then read an OpenAPI document into it or write its"
          + " operations by hand.")
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
      "The draft is too long to be edited here. Read a new document into it, or write it through"
          + " the management API.")
  String termsLong();

  @Message("Keep the draft")
  String keep();

  @Message("From an OpenAPI document")
  String document();

  @Message(
      "OpenAPI 3.0 or 3.1, JSON or YAML, at most 8 MiB. It replaces the draft's operations; names"
          + " that plans and keys use stay.")
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
}

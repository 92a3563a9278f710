package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the plans' pages. */
@MessageBundle("plans")
public interface PlanEditorText {
  @Message("Plans")
  String title();

  @Message("A published revision never changes: subscribers keep theirs until they are moved.")
  String lede();

  @Message("Prices")
  String prices();

  @Message("Revision")
  String revision();

  @Message("On sale")
  String onSale();

  @Message("not on sale")
  String offSale();

  @Message("Take off sale")
  String takeOff();

  @Message("Put on sale")
  String putOn();

  @Message("Policies of {api}")
  String policiesOf(String api);

  @Message("New plan")
  String newPlan();

  @Message("You publish no product.")
  String empty();

  @Message("Edit")
  String edit();

  @Message("New plan of {product}")
  String newOf(String product);

  @Message("Name in addresses")
  String slug();

  @Message("2 to 39 small letters, digits and hyphens; never changed later")
  String slugHint();

  @Message("Name")
  String name();

  @Message("Terms")
  String terms();

  @Message("As in a tenant's file: billing, currency, recurring_fee, prices, limits and so on")
  String termsHint();

  @Message("An example month")
  String example();

  @Message("Preview")
  String preview();

  @Message("Publish")
  String publish();

  @Message("line {line}: {fault}")
  String wrong(int line, String fault);

  @Message("As it is")
  String current();

  @Message("As written here")
  String draft();

  @Message("What would change")
  String changes();

  @Message("Nothing: this is what is on sale.")
  String noChange();

  @Message("Who is affected")
  String effect();

  @Message("Revision {next} is for new subscribers. {count} of today keep the revision they hold.")
  String effectText(int next, long count);

  @Message("It becomes the first revision, and is on sale at once.")
  String effectFirst();

  @Message("Revisions")
  String revisions();

  @Message("Published")
  String published();

  @Message("Subscribers")
  String subscribers();

  @Message("Revision {number} is published.")
  String done(int number);

  @Message("The last revision says the same already.")
  String same();

  @Message("The product has a plan of this name in addresses.")
  String taken();
}

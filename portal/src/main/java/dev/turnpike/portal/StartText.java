package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page on the first call, and of what to do about each status. */
@MessageBundle("start")
public interface StartText {
  @Message("The first call")
  String title();

  @Message("From nothing to an answer of {publisher}, in four steps.")
  String lede(String publisher);

  @Message("{application} is subscribed to {product}, {plan}: {state}.")
  String subscribed(String application, String product, String plan, String state);

  @Message("Choose a plan")
  String choose();

  @Message("Plans of {product}")
  String plansOf(String product);

  @Message("The catalogue")
  String catalogue();

  @Message("It waits for a payment; until then calls are refused with 402.")
  String waitsForPayment();

  @Message("Pay now")
  String payNow();

  @Message("It waits for approval; until then calls are refused with 403.")
  String waitsForApproval();

  @Message("See where it stands")
  String seeRequest();

  @Message("Make a key")
  String key();

  @Message(
      "A key belongs to an application. Its secret is shown once: put it where your program’s other secrets are.")
  String keyText();

  @Message("This application has keys: {keys}")
  String keysThere(String keys);

  @Message("Keys of {tenant}")
  String toKeys(String tenant);

  @Message("Call")
  String call();

  @Message("With your own key in place of KEY:")
  String callText();

  @Message("Python")
  String python();

  @Message("JavaScript")
  String javascript();

  @Message("Read the answer’s head")
  String read();

  @Message("the call’s number; support asks for it")
  String headRequest();

  @Message("what is left of each limit, and when it starts again")
  String headLimits();

  @Message("what the call cost, when it has a price")
  String headCost();

  @Message("When a call is refused")
  String refused();

  @Message(
      "A refusal never reaches the origin and never costs anything. Its body names a code and links to the page that puts it right.")
  String refusedText();

  @Message("Status")
  String status();

  @Message("What to do")
  String todo();

  @Message("The request is malformed: read the detail, correct it.")
  String status400();

  @Message("The key is missing, wrong, expired or revoked: send a valid one.")
  String status401();

  @Message(
      "Something has to be paid, or a plan or limit is too small: open the link in the answer; pay, add credit or choose a larger plan there, and the same call passes at once.")
  String status402();

  @Message(
      "Not allowed: check the key’s scope and whether the subscription is approved or blocked.")
  String status403();

  @Message("No such address: check the URL against the list of operations.")
  String status404();

  @Message("Too fast: wait as long as Retry-After says.")
  String status429();

  @Message(
      "The origin failed or answered nonsense: check your logs and theirs, try again later, and write to support with the call’s number.")
  String status500();

  @Message(
      "Overloaded, or whether you have paid cannot be told: wait as Retry-After says and try again.")
  String status503();

  @Message("If the free allowance is used up")
  String freeTitle();

  @Message(
      "The answer is 402 with FREE_TIER_EXHAUSTED or QUOTA_EXHAUSTED and a link. The link opens a page that shows the larger plans and takes the payment; your keys stay as they are. Watch the overview to see it coming: it warns at 80 %.")
  String freeText();

  @Message("Overview of {tenant}")
  String toHome(String tenant);

  @Message("Every code")
  String everyCode();
}

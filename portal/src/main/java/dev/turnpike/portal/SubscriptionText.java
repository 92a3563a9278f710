package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about one subscription, its plan and its account's clock. */
@MessageBundle("subscription")
public interface SubscriptionText {
  @Message("{application}: {product}")
  String title(String application, String product);

  @Message("For this account it is {now}; it counts its days in {zone}.")
  String accountNow(String now, String zone);

  @Message("For it, it is {now}.")
  String accountDate(String now);

  @Message("It is a test account, and its clock was moved: nothing here is today.")
  String moved();

  @Message("The subscription")
  String facts();

  @Message("State")
  String state();

  @Message("Plan")
  String plan();

  @Message("Costs")
  String costs();

  @Message("Since")
  String since();

  @Message("Period")
  String period();

  @Message("{start} to {end}")
  String span(String start, String end);

  @Message("Next renewal")
  String nextRenewal();

  @Message("Trial ends")
  String trialEnds();

  @Message("Calls pass until")
  String graceUntil();

  @Message("Ends")
  String ends();

  @Message("Ended")
  String ended();

  @Message("From then on")
  String nextPlan();

  @Message("{amount} each {period}")
  String fee(String amount, String period);

  @Message("no fee")
  String noFee();

  @Message("To pay")
  String due();

  @Message("Pay")
  String pay();

  @Message("Cards on file")
  String cards();

  @Message("Renewals are charged to the main card. Cards are the sandbox's; none moves money.")
  String cardsText();

  @Message("No card yet: a trial ends and a renewal fails without one.")
  String noCards();

  @Message("main")
  String main();

  @Message("expired")
  String expired();

  @Message("good until {month}")
  String goodUntil(String month);

  @Message("Make it the main card")
  String makeMain();

  @Message("Remove")
  String remove();

  @Message("Keep this card as the main one")
  String addCard();

  @Message("Change the plan")
  String changePlan();

  @Message("A larger plan holds at once, a smaller one when the period ends. The keys stay.")
  String changePlanText();

  @Message("See what it costs")
  String preview();

  @Message("Keep the plan after all")
  String keepPlan();

  @Message("From {from} to {to}")
  String previewTitle(String from, String to);

  @Message("Takes effect")
  String effective();

  @Message("at once")
  String atOnce();

  @Message("Rest of the period on the new plan")
  String charge();

  @Message("Paid for and not used")
  String credit();

  @Message("Charged now to the main card")
  String dueNow();

  @Message("Each period from then on")
  String newFee();

  @Message("Nothing is charged now.")
  String nothingNow();

  @Message("Worked out to the second, for {asOf}. It holds for 15 minutes.")
  String holds(String asOf);

  @Message("Confirm the change")
  String confirm();

  @Message("Back")
  String back();

  @Message("Pause, end, go on")
  String manage();

  @Message("Pause")
  String pause();

  @Message("Calls are refused with 402 until you resume it; periods go on and are billed.")
  String pauseText();

  @Message("Resume")
  String resume();

  @Message("Cancel at the end of the period")
  String cancelLater();

  @Message("Keep it after all")
  String keep();

  @Message("Cancel at once")
  String cancelNow();

  @Message("Calls are refused from now on. What is paid is not given back.")
  String cancelNowText();

  @Message("Yes, cancel it now")
  String cancelNowSure();

  @Message("Let it expire with its period")
  String expire();

  @Message("Renew")
  String renew();

  @Message("Renew on")
  String renewOn();

  @Message("Move this account's clock")
  String clock();

  @Message(
      "Forward only. Trials, periods, grace and invoices that fall due on the way are done in order before the page comes back.")
  String clockText();

  @Message("A day")
  String day();

  @Message("A week")
  String week();

  @Message("A month")
  String month();

  @Message("To the next date of this subscription")
  String toNext();

  @Message("Done: {done} things fell due on the way.")
  String clockMoved(int done);

  @Message("Not done, will be tried again: {trouble}")
  String trouble(String trouble);

  @Message("This is a live account: its time is the world's and cannot be moved.")
  String live();

  @Message("That time is not ahead, or too far.")
  String wrongTime();

  @Message("Somebody else is moving this clock. Try again in a moment.")
  String busy();

  @Message("Done.")
  String done();

  @Message("Somebody with the role billing, admin or owner can do this.")
  String mayNot();
}

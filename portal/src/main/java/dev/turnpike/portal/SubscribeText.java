package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that asks for a plan. */
@MessageBundle("subscribe")
public interface SubscribeText {
  @Message("{product}: {plan}")
  String title(String product, String plan);

  @Message("Who will call?")
  String who();

  @Message("A new application")
  String newApplication();

  @Message("Its name, such as Web shop")
  String name();

  @Message("has a subscription to {product} already: {state}")
  String taken(String product, String state);

  @Message("Change its plan instead")
  String changeInstead();

  @Message("What it costs")
  String costs();

  @Message("What happens next")
  String next();

  @Message("You answer the questions of {publisher}.")
  String form(String publisher);

  @Message("Somebody of {tenant} approves it.")
  String consumerApproval(String tenant);

  @Message(
      "Somebody of {publisher} approves it. You are told by mail, and the request’s page shows where it stands.")
  String publisherApproval(String publisher);

  @Message("{publisher}’s own system answers.")
  String webhook(String publisher);

  @Message("You accept the terms of {publisher}.")
  String terms(String publisher);

  @Message("You pay {amount}. Before that, calls are refused with 402.")
  String payment(String amount);

  @Message("It is free for {days} days; nothing is charged before they are over.")
  String trial(int days);

  @Message("You add credit. A call without credit is refused with 402.")
  String credit();

  @Message("Calls pass at once.")
  String atOnce();

  @Message("Then calls pass.")
  String thenCalls();

  @Message("Subscribe")
  String subscribe();

  @Message("Send the request")
  String request();

  @Message("Due now: {amount}. You pay on the next page.")
  String dueNow(String amount);

  @Message("Nothing is due now.")
  String nothingDue();

  @Message("Other plans of {product}")
  String otherPlans(String product);

  @Message("Choose an application, or name a new one.")
  String applicationWrong();

  @Message("Write a name of 1 to 200 characters that begins with a letter.")
  String nameWrong();

  @Message("There is an application of that name. Choose it above, or write another name.")
  String nameTaken();

  @Message(
      "Your role may not ask for plans for {tenant}. Somebody with the role developer, billing, admin or owner can.")
  String mayNot(String tenant);

  @Message("You belong to no organisation yet, and a subscription belongs to one.")
  String noTenant();
}

package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page on usage. */
@MessageBundle("usage")
public interface UsageText {
  @Message("Usage of {tenant}")
  String title(String tenant);

  @Message("Usage")
  String menu();

  @Message("What your applications use of each limit, and how it went over time. Times are UTC.")
  String lede();

  @Message("Limits")
  String limits();

  @Message("No limit of an hour or more counts your calls.")
  String noLimits();

  @Message("hard: then calls are refused")
  String hard();

  @Message("soft: then you are warned")
  String soft();

  @Message("starts again {when}")
  String resets(String when);

  @Message("At this pace used up {when}.")
  String usedUp(String when);

  @Message("Calls over time")
  String chart();

  @Message("Period")
  String period();

  @Message("24 hours")
  String day();

  @Message("7 days")
  String week();

  @Message("30 days")
  String month();

  @Message("Stacked by")
  String group();

  @Message("answer")
  String byStatus();

  @Message("product")
  String byProduct();

  @Message("Application")
  String application();

  @Message("Product")
  String product();

  @Message("All")
  String all();

  @Message("Show")
  String show();

  @Message("No call in this time.")
  String noCalls();

  @Message(
      "There are too many calls to count at once. Choose a shorter period, or one application.")
  String tooMany();

  @Message("Calls over time as stacked bars; the table below has the same numbers.")
  String chartLabel();

  @Message("The same as a table")
  String asTable();

  @Message("When")
  String when();

  @Message("Calls")
  String calls();

  @Message("served")
  String served();

  @Message("redirected")
  String redirected();

  @Message("refused")
  String refused();

  @Message("failed")
  String failed();

  @Message("other")
  String other();

  @Message("no product")
  String noProduct();

  @Message("Cost")
  String cost();

  @Message("Nothing was charged in this time.")
  String noCost();

  @Message("Usage over time")
  String link();
}

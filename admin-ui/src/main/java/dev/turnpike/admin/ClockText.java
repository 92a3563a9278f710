package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page about accounts' clocks and what falls due. */
@MessageBundle("clock")
public interface ClockText {
  @Message("Clocks")
  String menu();

  @Message("Clocks and what falls due")
  String title();

  @Message(
      "Each account has its own time. A test account's clock can be moved forward: trials, renewals, grace and invoices that fall due on the way are done in order. A live account keeps the world's time.")
  String lede();

  @Message("Consumer")
  String consumer();

  @Message("Its time")
  String time();

  @Message("Move it by")
  String move();

  @Message("A day")
  String day();

  @Message("A week")
  String week();

  @Message("A month")
  String month();

  @Message("live")
  String live();

  @Message("moved")
  String moved();

  @Message("No account yet.")
  String empty();

  @Message("Put off")
  String putOff();

  @Message("What could not be done is tried again, after a longer pause each time.")
  String putOffLede();

  @Message("Nothing is put off.")
  String nothing();

  @Message("Due")
  String due();

  @Message("Why")
  String why();

  @Message("Tried")
  String tried();

  @Message("Again at")
  String again();

  @Message("The clock was moved; {done} things fell due on the way.")
  String done(int done);

  @Message("The clock was not moved: {why}")
  String notDone(String why);
}

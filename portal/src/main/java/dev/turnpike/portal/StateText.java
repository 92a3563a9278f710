package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The states of a subscription, each in a word or two. */
@MessageBundle("state")
public interface StateText {
  @Message("blocked")
  String blocked();

  @Message("paused")
  String paused();

  @Message("waiting for approval")
  String requested();

  @Message("rejected")
  String rejected();

  @Message("awaiting payment")
  String awaitingPayment();

  @Message("active")
  String active();

  @Message("on trial")
  String trialing();

  @Message("payment overdue, in grace")
  String pastDue();

  @Message("suspended")
  String suspended();

  @Message("expired")
  String expired();

  @Message("canceled")
  String canceled();

  @Message("trial over")
  String trialOver();
}

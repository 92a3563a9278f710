package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a request's steps. */
@MessageBundle("steps")
public interface StepText {
  @Message("Steps")
  String title();

  @Message("Step")
  String step();

  @Message("Stands")
  String stands();

  @Message("What was said")
  String said();

  @Message("When")
  String when();

  @Message("{position} of {of}: {waits}")
  String position(int position, int of, String waits);

  @Message("since")
  String since();

  @Message("Questions")
  String form();

  @Message("Approval by {consumer}")
  String consumerApproval(String consumer);

  @Message("Approval by {publisher}")
  String publisherApproval(String publisher);

  @Message("Check by a system of {publisher}")
  String webhook(String publisher);

  @Message("Terms, version {revision}")
  String terms(String revision);

  @Message("First payment")
  String payment();

  @Message("Start on the agreed day")
  String start();

  @Message("waiting for the requester")
  String waitsRequester();

  @Message("waiting for {name}'s {role}")
  String waitsPeople(String name, String role);

  @Message("waiting for a system of {publisher}")
  String waitsSystem(String publisher);

  @Message("waiting for {day}")
  String waitsDay(String day);

  @Message("waiting for the first payment")
  String waitsPayment();

  @Message("{votes} of {needed} have agreed")
  String votes(int votes, int needed);

  @Message("done")
  String done();

  @Message("refused")
  String refused();

  @Message("open")
  String open();

  @Message("to come")
  String toCome();

  @Message("no longer needed")
  String dropped();

  @Message("by {name}")
  String by(String name);

  @Message("by {name} for {absent}")
  String byFor(String name, String absent);

  @Message("by a system")
  String bySystem();

  @Message("by the passing of time")
  String byTime();

  @Message("Accepted: version {revision}")
  String accepted(String revision);

  @Message("was reminded of")
  String reminded();

  @Message("has waited too long and was passed up")
  String escalated();

  @Message("Start: {day}")
  String starts(String day);

  @Message("End: {day}")
  String ends(String day);

  @Message(
      "{#switch name}{#case 'requested'}waiting for approval{#case 'rejected'}refused{#case 'awaiting_payment'}awaiting payment{#case 'active'}active{#case 'trialing'}on trial{#case 'past_due'}payment overdue, in grace{#case 'suspended'}suspended{#else}ended{/switch}")
  String state(String name);

  @Message(
      "{#switch role}{#case 'owner'}owners{#case 'admin'}admins{#case 'editor'}editors{#case 'approver'}approvers{#case 'billing'}budget owners{#case 'developer'}developers{#else}members{/switch}")
  String role(String role);
}

package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.SubscriptionId;

/** What became of a command on a subscription. */
public sealed interface Outcome {
  /** Done and committed; every node of the gateway knows within a second. */
  record Done(SubscriptionId id, SubscriptionState state) implements Outcome {}

  /** Not there, or not for this tenant: 404. */
  record Unknown() implements Outcome {}

  /**
   * Somebody was faster, or the state does not allow it: 409, nothing changed.
   *
   * @param detail a sentence for the person
   */
  record Conflict(String detail) implements Outcome {}

  /** Nobody decides their own request, or the other side's in a second role: 403. */
  record OwnRequest() implements Outcome {}

  /**
   * Something in the command cannot be: 422.
   *
   * @param field the form's field
   * @param detail a sentence for the person
   */
  record Invalid(String field, String detail) implements Outcome {}
}

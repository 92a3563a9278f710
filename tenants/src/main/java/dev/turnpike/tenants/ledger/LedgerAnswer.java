package dev.turnpike.tenants.ledger;

import java.util.UUID;

/** What became of a publisher's change to a customer's money. */
public sealed interface LedgerAnswer {
  /** It is in the books and in force. */
  record Posted(UUID id) implements LedgerAnswer {}

  /** It is above the limit for one person and waits for a second. */
  record Waits(UUID id) implements LedgerAnswer {}

  /** It was turned down, as somebody wished. */
  record Rejected(UUID id) implements LedgerAnswer {}

  record Unknown() implements LedgerAnswer {}

  /** Nobody approves what they proposed, unless the publisher has one member. */
  record OwnProposal() implements LedgerAnswer {}

  /** The books do not allow it; nothing was changed. */
  record Conflict(String detail) implements LedgerAnswer {}

  record Invalid(String field, String detail) implements LedgerAnswer {}
}

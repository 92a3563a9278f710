package dev.turnpike.tenants.member;

/** The answer to a command on members or invitations. */
public sealed interface MemberAnswer {
  record Done() implements MemberAnswer {}

  /** No such member or invitation in this tenant. */
  record Unknown() implements MemberAnswer {}

  /** The tenant would be left without an owner. */
  record LastOwner() implements MemberAnswer {}

  /** Only an owner makes owners, changes them or removes them. */
  record OwnersOnly() implements MemberAnswer {}

  /** They are a member already. */
  record MemberAlready() implements MemberAnswer {}

  /**
   * What was asked for cannot be.
   *
   * @param field {@code email} or {@code roles}
   */
  record Invalid(String field) implements MemberAnswer {}
}

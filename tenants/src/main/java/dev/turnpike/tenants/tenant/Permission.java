package dev.turnpike.tenants.tenant;

import static dev.turnpike.tenants.tenant.Role.ADMIN;
import static dev.turnpike.tenants.tenant.Role.APPROVER;
import static dev.turnpike.tenants.tenant.Role.BILLING;
import static dev.turnpike.tenants.tenant.Role.DEVELOPER;
import static dev.turnpike.tenants.tenant.Role.EDITOR;
import static dev.turnpike.tenants.tenant.Role.OPERATOR;
import static dev.turnpike.tenants.tenant.Role.OWNER;
import static dev.turnpike.tenants.tenant.Role.VIEWER;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Every action and the roles that may do it, in one table. An owner may do everything in the own
 * tenant; running the platform is nobody's by owning a tenant.
 */
public enum Permission {
  // As a member of any tenant
  SEE(ADMIN, EDITOR, APPROVER, BILLING, DEVELOPER, VIEWER),
  SEE_MEMBERS(ADMIN, BILLING, APPROVER),
  MANAGE_MEMBERS(ADMIN),
  SEE_AUDIT(ADMIN),
  EDIT_SETTINGS(ADMIN),
  MANAGE_WEBHOOKS(ADMIN, DEVELOPER),

  // As a consumer
  CREATE_APPLICATION(ADMIN, DEVELOPER),
  ISSUE_KEY(ADMIN, DEVELOPER),
  REVOKE_KEY(ADMIN, DEVELOPER),
  REQUEST_SUBSCRIPTION(ADMIN, DEVELOPER, BILLING),
  PAUSE_SUBSCRIPTION(ADMIN, DEVELOPER, BILLING),
  SEE_MONEY(ADMIN, BILLING, DEVELOPER, VIEWER),
  PAY(ADMIN, BILLING),
  MANAGE_BUDGETS(ADMIN, BILLING),
  ASK_FOR_BUDGET(ADMIN, DEVELOPER, BILLING),

  // As either side of a test account
  MOVE_CLOCK(ADMIN, BILLING, DEVELOPER),

  // As a publisher
  EDIT_CATALOGUE(ADMIN, EDITOR),
  SEE_REQUESTS(ADMIN, APPROVER, EDITOR, BILLING, VIEWER),
  DECIDE_REQUEST(ADMIN, APPROVER),
  BLOCK_SUBSCRIPTION(ADMIN, APPROVER),
  SEE_CALLS(ADMIN, EDITOR, APPROVER, DEVELOPER, VIEWER),
  SEE_CONSUMERS(ADMIN, APPROVER, BILLING, VIEWER),
  ADJUST_WALLET(ADMIN, BILLING),
  APPROVE_ADJUSTMENT(ADMIN, APPROVER),
  RAISE_LIMIT(ADMIN, BILLING),

  // As who runs the platform
  RUN_PLATFORM(Set.of(OPERATOR));

  @SuppressWarnings("ImmutableEnumChecker") // never changed after the constructor, never given away
  private final Set<Role> roles;

  Permission(Role... roles) {
    this.roles = EnumSet.copyOf(List.of(roles));
    this.roles.add(OWNER);
  }

  Permission(Set<Role> exactly) {
    this.roles = exactly;
  }

  public boolean isGivenTo(Collection<Role> held) {
    return held.stream().anyMatch(roles::contains);
  }
}

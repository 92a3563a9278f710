package dev.turnpike.tenants.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionTest {
  @Test
  void each_role_may_do_this_and_nothing_else() {
    Set<Permission> all = EnumSet.complementOf(EnumSet.of(Permission.RUN_PLATFORM));
    assertEquals(all, of(Role.OWNER));
    assertEquals(all, of(Role.ADMIN));
    assertEquals(EnumSet.of(Permission.RUN_PLATFORM), of(Role.OPERATOR));
    check(Role.EDITOR, "SEE EDIT_CATALOGUE SEE_REQUESTS SEE_CALLS");
    check(
        Role.APPROVER,
        "SEE SEE_MEMBERS SEE_REQUESTS DECIDE_REQUEST BLOCK_SUBSCRIPTION SEE_CALLS SEE_CONSUMERS"
            + " APPROVE_ADJUSTMENT");
    check(
        Role.BILLING,
        "SEE SEE_MEMBERS REQUEST_SUBSCRIPTION PAUSE_SUBSCRIPTION SEE_MONEY PAY MOVE_CLOCK SEE_REQUESTS"
            + " SEE_CONSUMERS ADJUST_WALLET MANAGE_BUDGETS ASK_FOR_BUDGET RAISE_LIMIT");
    check(
        Role.DEVELOPER,
        "SEE CREATE_APPLICATION ISSUE_KEY REVOKE_KEY REQUEST_SUBSCRIPTION PAUSE_SUBSCRIPTION"
            + " SEE_MONEY MOVE_CLOCK SEE_CALLS ASK_FOR_BUDGET MANAGE_WEBHOOKS");
    check(Role.VIEWER, "SEE SEE_MONEY SEE_REQUESTS SEE_CALLS SEE_CONSUMERS");
  }

  private static void check(Role role, String expected) {
    Set<Permission> named =
        Arrays.stream(expected.split(" "))
            .map(Permission::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    assertEquals(named, of(role), role.name());
  }

  private static Set<Permission> of(Role role) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.isGivenTo(Set.of(role)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
  }
}

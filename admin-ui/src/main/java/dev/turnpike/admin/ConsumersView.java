package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Money;
import java.util.List;

/**
 * The organisations that have an account with the publisher.
 *
 * @param maySeeCalls whether to link to their refused calls
 */
record ConsumersView(String tenant, List<Line> lines, boolean maySeeCalls) {
  record Line(
      String slug,
      String name,
      boolean test,
      Money available,
      Money held,
      List<SubscriptionLine> subscriptions) {}

  record SubscriptionLine(String application, String plan, StateView state) {}
}

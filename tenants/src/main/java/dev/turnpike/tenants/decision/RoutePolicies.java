package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.snapshot.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's policies object to before rates, plans and money are looked at. A policy may
 * only object; it never waits, and never changes the call.
 */
final class RoutePolicies {
  private interface Policy {
    Optional<Deny> objection(Route route, Call call, Who who);
  }

  private static final List<Policy> IN_ORDER =
      List.of(RoutePolicies::maintenance, RoutePolicies::addresses);

  private RoutePolicies() {}

  /** Null when none objects. Costs a comparison where an API has no policies. */
  static @Nullable Deny objection(Target target, Call call, Who who, Trace trace) {
    Route route = target.operation().route();
    if (route.isNothing()) {
      return null;
    }
    for (Policy policy : IN_ORDER) {
      Optional<Deny> objection = policy.objection(route, call, who);
      if (objection.isPresent()) {
        trace.refused("policies", objection.get().code().title(), policyOf(target));
        return objection.get();
      }
    }
    trace.passed("policies", "none objects", policyOf(target));
    return null;
  }

  private static String policyOf(Target target) {
    return "API " + target.api().slug() + ", " + target.operation().id();
  }

  private static Optional<Deny> maintenance(Route route, Call call, Who who) {
    Route.Maintenance maintenance = route.maintenance();
    if (maintenance == null) {
      return Optional.empty();
    }
    String message = maintenance.message();
    return Optional.of(
        Deny.of(
                Code.MAINTENANCE,
                message == null ? "The publisher is maintaining this API." : message,
                who)
            .retryAfter(maintenance.retryAfter()));
  }

  /** A question that names no address is answered for one that would be admitted. */
  private static Optional<Deny> addresses(Route route, Call call, Who who) {
    Route.Addresses addresses = route.addresses();
    String from = call.from();
    return addresses == null || from == null || addresses.admits(from)
        ? Optional.empty()
        : Optional.of(
            Deny.of(
                Code.FORBIDDEN,
                "This API may not be called from " + from + ". Ask its publisher to admit it.",
                who));
  }
}

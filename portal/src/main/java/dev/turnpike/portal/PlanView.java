package dev.turnpike.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of plan would cost, to be confirmed.
 *
 * @param asOf the instant that the amounts are exact for; the form sends it back
 */
record PlanView(
    String address,
    String tenant,
    String crumb,
    String from,
    String to,
    String plan,
    String asOf,
    String asOfShown,
    List<SubscriptionView.Fact> facts,
    boolean free,
    @Nullable String hindrance) {}

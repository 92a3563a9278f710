package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.Gauge;
import dev.turnpike.ui.StackedBars;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant uses: against its limits, and over time.
 *
 * @param chart null when the calls could not be counted in time
 */
record UsageView(
    String tenant,
    String tenantName,
    List<LimitView> limits,
    String action,
    List<Choice> periods,
    List<Choice> groups,
    List<Choice> applications,
    List<Choice> products,
    @Nullable StackedBars chart,
    List<CostView> costs) {

  record Choice(String value, String label, boolean chosen) {}

  record LimitView(
      String subscription,
      String publisher,
      String publisherName,
      String application,
      String product,
      String plan,
      Gauge gauge,
      boolean hard,
      Instant resetsAt,
      @Nullable Instant emptyAt) {}

  record CostView(String step, Money amount) {}
}

package dev.turnpike.portal;

import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Gauge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of budgets with its inbox. */
record BudgetsView(
    String tenant,
    String tenantName,
    String address,
    boolean mayManage,
    @Nullable String notice,
    List<Asked> inbox,
    List<Node> tree,
    List<Past> history,
    List<Choice> subjects,
    List<Choice> periods,
    List<Choice> members,
    List<TeamView> teams,
    List<Placed> applications,
    Draft draft,
    List<FieldError> errors) {

  /** An entry of a list to choose from. */
  record Choice(String value, String label, boolean chosen) {}

  /** A budget in the tree; {@code depth} 0 is the tenant's. */
  record Node(
      String address,
      int depth,
      Gauge gauge,
      String period,
      Instant resetsAt,
      boolean hard,
      String owner,
      String name,
      String amount,
      String currency,
      String anchor,
      String zone,
      int version,
      List<Choice> periods,
      List<Choice> members) {}

  /**
   * A request to be decided.
   *
   * @param hindrance why this visitor does not decide it; null when they do
   */
  record Asked(
      String address,
      String text,
      String reason,
      Instant at,
      String amount,
      @Nullable String hindrance) {}

  record Past(String text, String answer, Instant at, String tone) {}

  record TeamView(String slug, String name, long applications) {}

  record Placed(String address, String name, List<Choice> teams) {}

  /** What was written into the form that makes a budget. */
  record Draft(
      String name, String amount, String currency, String anchor, String zone, boolean hard) {}
}

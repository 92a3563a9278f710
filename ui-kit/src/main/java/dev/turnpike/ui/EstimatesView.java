package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.Money;
import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the same month costs by several plans, drawn by {@code ui/estimates}. */
@TemplateData
public record EstimatesView(List<Row> rows) {
  /**
   * One plan.
   *
   * @param month what a month costs; plans with longer periods by the month
   * @param period what the whole period costs, in words; null when that is a month
   * @param setup null when there is none
   * @param stop why it does not suffice; null when it does
   * @param percent of the dearest
   */
  @TemplateData
  public record Row(
      String plan,
      List<Line> lines,
      Money month,
      @Nullable String period,
      @Nullable Money setup,
      @Nullable String stop,
      boolean cheapest,
      int percent,
      String label) {}

  @TemplateData
  public record Line(String what, Money cost) {}
}

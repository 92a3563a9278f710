package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one unit costs: {@code price}, {@code tiers}, {@code volume} or {@code pack}, exactly one;
 * none where overage is off. {@link PlanCheck} says what is wrong with one.
 *
 * @param price of {@code per} units, a decimal of the currency
 * @param per how many units {@code price} and the tiers' prices are for; absent: 1
 * @param tiers graduated: each unit at its own tier's price
 * @param volume all units at the price of the tier that their count reaches; postpaid only
 * @param included units of each period that are free; tiers and packs count behind them
 * @param overage false: beyond the included units calls are refused (402)
 * @param overageCap what a period's overage may cost at most, a decimal; beyond it 402
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceTerms(
    PlanTerms.Unit unit,
    @Nullable String price,
    @Nullable Long per,
    @Nullable List<TierTerms> tiers,
    @Nullable List<TierTerms> volume,
    @Nullable PackTerms pack,
    @Nullable Long included,
    @Nullable Boolean overage,
    @Nullable String overageCap) {

  public PriceTerms {
    tiers = tiers == null ? null : List.copyOf(tiers);
    volume = volume == null ? null : List.copyOf(volume);
  }

  /** So much a call. */
  static PriceTerms perRequest(String price) {
    return new PriceTerms(PlanTerms.Unit.requests, price, null, null, null, null, null, null, null);
  }

  public long freeUnits() {
    return included == null ? 0 : included;
  }

  public long units() {
    return per == null ? 1 : per;
  }

  public boolean hasOverage() {
    return overage == null || overage;
  }

  /**
   * Micro-units for 1,000,000 units.
   *
   * @throws ArithmeticException unless that is a whole number of 64 bits
   */
  public long perMillion(String decimal) {
    return new BigDecimal(decimal)
        .movePointRight(12)
        .divide(BigDecimal.valueOf(units()))
        .longValueExact();
  }

  /**
   * A step of a ladder.
   *
   * @param upTo the last unit of this tier; absent in the last tier only
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TierTerms(@Nullable Long upTo, String price) {}

  /**
   * Sold by the started pack.
   *
   * @param size units in a pack
   * @param price of a pack, a decimal
   */
  @RegisterForReflection
  public record PackTerms(long size, String price) {}
}

package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's revision says, as it stands in a tenant's file and in the database. Immutable once
 * published; {@link PlanCheck} holds for each.
 *
 * @param currency ISO 4217
 * @param requestPrice short for a flat price of requests, a decimal of the currency
 * @param recurringFee what a period costs, a decimal of the currency; absent: nothing
 * @param setupFee what is paid once, at the start; absent: nothing
 * @param period what the fee is for, and over which included units and tiers count; absent: month
 * @param prices what use costs, at most one a unit
 * @param models what a model's tokens cost instead
 * @param operations the operations it sells; empty: all
 * @param trialDays days that cost nothing at the start; absent: none
 * @param graceDays how long calls pass after a payment failed: 0 to 30
 * @param process the approval steps, in order; empty: approved at once
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanTerms(
    Billing billing,
    String currency,
    @Nullable String requestPrice,
    @Nullable String recurringFee,
    @Nullable String setupFee,
    @Nullable Period period,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PriceTerms> prices,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelTerms> models,
    List<LimitTerms> limits,
    List<String> operations,
    @Nullable Integer trialDays,
    @Nullable Integer graceDays,
    List<StepTerms> process) {

  /** Grace when the plan does not say. */
  public static final int USUAL_GRACE_DAYS = 5;

  /**
   * @throws BadPlan with all that is wrong
   */
  public PlanTerms(
      Billing billing,
      String currency,
      @Nullable String requestPrice,
      @Nullable String recurringFee,
      @Nullable String setupFee,
      @Nullable Period period,
      @Nullable List<PriceTerms> prices,
      @Nullable List<ModelTerms> models,
      @Nullable List<LimitTerms> limits,
      @Nullable List<String> operations,
      @Nullable Integer trialDays,
      @Nullable Integer graceDays,
      @Nullable List<StepTerms> process) {
    this.billing = billing;
    this.currency = currency;
    this.requestPrice = requestPrice;
    this.recurringFee = recurringFee;
    this.setupFee = setupFee;
    this.period = period;
    this.prices = orEmpty(prices);
    this.models = orEmpty(models);
    this.limits = orEmpty(limits);
    this.operations = orEmpty(operations);
    this.trialDays = trialDays;
    this.graceDays = graceDays;
    this.process = orEmpty(process);
    List<Fault> faults = PlanCheck.of(this);
    if (!faults.isEmpty()) {
      throw new BadPlan(faults);
    }
  }

  /** Every price of a unit, {@code request_price} among them. */
  public List<PriceTerms> allPrices() {
    return requestPrice == null
        ? prices
        : Stream.concat(Stream.of(PriceTerms.perRequest(requestPrice)), prices.stream()).toList();
  }

  public Money feeOfPeriod() {
    return money(recurringFee);
  }

  public Money feeOfSetup() {
    return money(setupFee);
  }

  public Period billingPeriod() {
    return period == null ? Period.month : period;
  }

  public int trial() {
    return trialDays == null ? 0 : trialDays;
  }

  public int grace() {
    return graceDays == null ? USUAL_GRACE_DAYS : graceDays;
  }

  /** The price that {@code request_price} states; zero when it is not given. */
  public Money priceOfCall() {
    return money(requestPrice);
  }

  /** An amount in the plan's currency; zero for null. */
  public Money money(@Nullable String decimal) {
    Currency known = Currency.getInstance(currency);
    return decimal == null ? Money.zero(known) : Money.of(decimal, known);
  }

  /** The same with other steps. */
  public PlanTerms withProcess(List<StepTerms> steps) {
    return new PlanTerms(
        billing,
        currency,
        requestPrice,
        recurringFee,
        setupFee,
        period,
        prices,
        models,
        limits,
        operations,
        trialDays,
        graceDays,
        steps);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The words of the file, in its spelling. */
  @SuppressWarnings("MemberName") // lower case, as in the file
  public enum Billing {
    free,
    prepaid,
    postpaid,
    /** The fee by invoice, use from prepaid credit. */
    hybrid
  }

  /** In the file's spelling. */
  public enum Period {
    month,
    quarter,
    year
  }

  /** What is counted, in the file's spelling. */
  public enum Unit {
    requests,
    bytes,
    input_tokens,
    output_tokens,
    cached_tokens,
    inferences,
    seconds
  }

  /**
   * So much of a unit in a window.
   *
   * @param kind rate (waiting helps: 429) or allowance (paying or upgrading helps: 402)
   * @param unit absent: requests
   * @param scope whose use is added up; absent: subscription
   * @param hard false: crossing it warns and refuses nothing; absent: true
   * @param rolling the window moves with the clock; only for rates that each node counts for itself
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LimitTerms(
      String name,
      Kind kind,
      long quantity,
      Window window,
      @Nullable Unit unit,
      @Nullable Scope scope,
      @Nullable Boolean hard,
      @Nullable Boolean rolling) {

    public Unit of() {
      return unit == null ? Unit.requests : unit;
    }

    public Scope whose() {
      return scope == null ? Scope.subscription : scope;
    }

    public boolean refuses() {
      return hard == null || hard;
    }

    /** In the file's spelling. */
    public enum Kind {
      rate,
      allowance
    }

    /** In the file's spelling. */
    public enum Scope {
      subscription,
      application,
      key
    }

    /** In the file's spelling. */
    public enum Window {
      second,
      minute,
      hour,
      day,
      month,
      quarter,
      year
    }
  }
}

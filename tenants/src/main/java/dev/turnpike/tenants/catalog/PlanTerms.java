package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's revision says, as it stands in a tenant's file and in the database. Immutable once
 * published.
 *
 * @param currency ISO 4217
 * @param requestPrice what one call costs, a decimal of the currency; absent: nothing
 * @param recurringFee what a month costs, a decimal of the currency; absent: nothing
 * @param operations the operations it sells; empty: all
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
    List<LimitTerms> limits,
    List<String> operations,
    @Nullable Integer graceDays,
    List<StepTerms> process) {

  /** Grace when the plan does not say. */
  public static final int USUAL_GRACE_DAYS = 5;

  public PlanTerms {
    limits = limits == null ? List.of() : List.copyOf(limits);
    operations = operations == null ? List.of() : List.copyOf(operations);
    process = process == null ? List.of() : List.copyOf(process);
    if (billing == null) {
      throw new IllegalArgumentException("billing is missing: free, prepaid or postpaid");
    }
    if (currency == null) {
      throw new IllegalArgumentException("currency is missing: an ISO 4217 code such as USD");
    }
    Currency known = Currency.getInstance(currency);
    boolean priced = isPositive(requestPrice, known) || isPositive(recurringFee, known);
    if ((billing == Billing.free) == priced) {
      throw new IllegalArgumentException(
          priced ? "a free plan has no price" : "a plan that is not free needs a price");
    }
    if (graceDays != null && (graceDays < 0 || graceDays > 30)) {
      throw new IllegalArgumentException("grace_days is 0 to 30, not " + graceDays);
    }
    Set<String> names = new HashSet<>();
    for (LimitTerms limit : limits) {
      if (!names.add(limit.name())) {
        throw new IllegalArgumentException("two limits are named " + limit.name());
      }
    }
  }

  public Money priceOfCall() {
    return money(requestPrice);
  }

  public Money feeOfMonth() {
    return money(recurringFee);
  }

  public int grace() {
    return graceDays == null ? USUAL_GRACE_DAYS : graceDays;
  }

  private Money money(@Nullable String decimal) {
    Currency known = Currency.getInstance(currency);
    return decimal == null ? Money.zero(known) : Money.of(decimal, known);
  }

  private static boolean isPositive(@Nullable String decimal, Currency currency) {
    if (decimal == null) {
      return false;
    }
    Money money = Money.of(decimal, currency);
    if (money.micros() < 0) {
      throw new IllegalArgumentException("a price is negative: " + decimal);
    }
    return money.isPositive();
  }

  /** The words of the file, in its spelling. */
  @SuppressWarnings("MemberName") // lower case, as in the file
  public enum Billing {
    free,
    prepaid,
    postpaid
  }

  /**
   * So many calls in a window.
   *
   * @param kind rate (waiting helps: 429) or allowance (paying or upgrading helps: 402)
   */
  @RegisterForReflection
  public record LimitTerms(String name, Kind kind, long quantity, Window window) {
    public LimitTerms {
      if (name == null || kind == null || window == null) {
        throw new IllegalArgumentException("a limit has a name, a kind and a window");
      }
      if (quantity < 0) {
        throw new IllegalArgumentException("limit " + name + ": the quantity is negative");
      }
    }

    /** In the file's spelling. */
    public enum Kind {
      rate,
      allowance
    }

    /** In the file's spelling. */
    public enum Window {
      second,
      minute,
      hour,
      day,
      month
    }
  }

  /**
   * One step of the approval process.
   *
   * @param kind in this version {@code publisher-approval}
   */
  @RegisterForReflection
  public record StepTerms(String kind, Map<String, Object> settings) {
    public StepTerms {
      if (!"publisher-approval".equals(kind)) {
        throw new IllegalArgumentException(
            "a process step is publisher-approval in this version, not " + kind);
      }
      settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
  }
}

package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.PlanTerms.Billing;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.catalog.PlanTerms.Unit;
import dev.turnpike.tenants.kernel.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a plan can be sold as it is written: each fault with its field and its remedy. */
final class PlanCheck {
  private static final int MOST_GRACE_DAYS = 30;
  private static final int MOST_TRIAL_DAYS = 365;

  private final PlanTerms terms;
  private final List<Fault> faults = new ArrayList<>();

  private PlanCheck(PlanTerms terms) {
    this.terms = terms;
  }

  /** None when all is well. */
  static List<Fault> of(PlanTerms terms) {
    PlanCheck check = new PlanCheck(terms);
    check.heading();
    check.units();
    check.models();
    check.limits();
    check.course();
    return List.copyOf(check.faults);
  }

  private void heading() {
    if (terms.billing() == null) {
      add("billing", "is missing: write free, prepaid, postpaid or hybrid");
    }
    if (terms.currency() == null) {
      add("currency", "is missing: write an ISO 4217 code such as USD");
    } else if (!isCurrency(terms.currency())) {
      add("currency", "is no ISO 4217 code: " + terms.currency() + "; write one such as USD");
    }
    boolean priced = amount("request_price", terms.requestPrice());
    boolean fee = amount("recurring_fee", terms.recurringFee());
    boolean setup = amount("setup_fee", terms.setupFee());
    boolean sells =
        priced || fee || setup || !terms.prices().isEmpty() || !terms.models().isEmpty();
    if (terms.billing() == Billing.free && sells) {
      add("billing", "a free plan has no price: write prepaid, postpaid or hybrid, or drop it");
    }
    if (terms.billing() != null && terms.billing() != Billing.free && !sells) {
      add("billing", "a plan that is not free needs a price: add one, or write free");
    }
    if (terms.billing() == Billing.hybrid && !fee) {
      add("billing", "hybrid invoices a recurring_fee: add one, or write prepaid");
    }
  }

  private void units() {
    Set<Unit> priced = EnumSet.noneOf(Unit.class);
    if (terms.requestPrice() != null) {
      priced.add(Unit.requests);
    }
    for (int i = 0; i < terms.prices().size(); i++) {
      PriceTerms price = terms.prices().get(i);
      String path = "prices[" + i + "]";
      if (price.unit() != null && !priced.add(price.unit())) {
        add(path + ".unit", price.unit() + " has a price already: keep one of the two");
      }
      faults.addAll(PriceCheck.of(path, price, terms.billing()));
    }
  }

  private void models() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < terms.models().size(); i++) {
      ModelTerms model = terms.models().get(i);
      String path = "models[" + i + "]";
      if (model.model() == null || model.model().isBlank()) {
        add(path + ".model", "is missing: write the model's name as calls send it");
      } else if (!names.add(model.model())) {
        add(path + ".model", model.model() + " has prices already: keep one of the two");
      }
      required(path + ".input", model.input());
      required(path + ".output", model.output());
      amount(path + ".cached", model.cached());
    }
  }

  private void limits() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < terms.limits().size(); i++) {
      LimitTerms limit = terms.limits().get(i);
      String path = "limits[" + i + "]";
      if (limit.name() == null || limit.name().isBlank()) {
        add(path + ".name", "is missing: callers read it when they reach the limit");
      } else if (!names.add(limit.name())) {
        add(path + ".name", "two limits are named " + limit.name() + ": rename one");
      } else if (limit.name().startsWith("included-") || limit.name().startsWith("capped-")) {
        add(path + ".name", "is the name of a price's own end: rename it");
      }
      limit(path, limit);
    }
  }

  private void limit(String path, LimitTerms limit) {
    if (limit.kind() == null) {
      add(path + ".kind", "is missing: write rate (429) or allowance (402)");
    }
    if (limit.window() == null) {
      add(path + ".window", "is missing: write second, minute, hour, day, month, quarter or year");
    }
    if (limit.quantity() < 0) {
      add(path + ".quantity", "is negative: write 0 or more");
    }
    if (limit.kind() == LimitTerms.Kind.rate && limit.quantity() == 0) {
      add(path + ".quantity", "a rate of 0 lets no call pass, ever: write 1 or more");
    }
    if (limit.rolling() == null || !limit.rolling()) {
      return;
    }
    if (limit.kind() == LimitTerms.Kind.allowance) {
      add(
          path + ".rolling",
          "an allowance begins anew with its calendar window, so that the day of the reset can be"
              + " told: drop rolling, or make it a rate");
    } else if (isLeased(limit)) {
      add(
          path + ".rolling",
          "rates of an hour and more, or below 100, are counted exactly in their calendar window:"
              + " drop rolling, or write a shorter window");
    }
  }

  /** Like the snapshot's own rule: these are counted in the database. */
  private static boolean isLeased(LimitTerms limit) {
    return limit.quantity() < 100
        || (limit.window() != null && limit.window().compareTo(LimitTerms.Window.hour) >= 0);
  }

  private void course() {
    days("trial_days", terms.trialDays(), MOST_TRIAL_DAYS);
    days("grace_days", terms.graceDays(), MOST_GRACE_DAYS);
    if (terms.trial() > 0 && terms.billing() == Billing.free) {
      add("trial_days", "a free plan needs no trial: drop it");
    }
    faults.addAll(StepCheck.of(terms.process(), hasFeeAtStart()));
  }

  private boolean hasFeeAtStart() {
    return terms.recurringFee() != null || terms.setupFee() != null;
  }

  private void days(String path, @Nullable Integer days, int most) {
    if (days != null && (days < 0 || days > most)) {
      add(path, "is 0 to " + most + ", not " + days);
    }
  }

  private void required(String path, @Nullable String decimal) {
    if (decimal == null) {
      add(path, "is missing: write the price of 1,000,000 tokens, such as \"0.60\"");
    } else {
      amount(path, decimal);
    }
  }

  /** Whether it is more than nothing. */
  private boolean amount(String path, @Nullable String decimal) {
    if (decimal == null) {
      return false;
    }
    String fault = faultOf(decimal);
    if (fault != null) {
      add(path, fault);
      return true;
    }
    return Money.of(decimal, "USD").isPositive();
  }

  /** Null for an amount of money that is not negative. */
  static @Nullable String faultOf(String decimal) {
    try {
      return Money.of(decimal, "USD").micros() < 0
          ? "is negative: " + decimal + "; write 0 or more"
          : null;
    } catch (NumberFormatException notOne) {
      return "is no decimal number: " + decimal + "; write one such as \"0.01\"";
    } catch (ArithmeticException tooFine) {
      return "has more than six digits after the point, or is too large: " + decimal;
    }
  }

  private static boolean isCurrency(String code) {
    try {
      Currency.getInstance(code);
      return true;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  private void add(String path, String reason) {
    faults.add(new Fault(path, reason));
  }
}

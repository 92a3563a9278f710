package dev.turnpike.tenants.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A product that is free may ask to wait, but must never ask for money: nothing of it can be paid
 * (R19).
 */
public final class FreeProduct {
  private FreeProduct() {}

  /**
   * What would answer 402 although no plan costs anything.
   *
   * @param plans of one product, those on sale; the faults' paths begin with their index
   */
  public static List<Fault> faults(List<PlanTerms> plans) {
    List<Fault> faults = new ArrayList<>();
    if (plans.stream().anyMatch(plan -> plan.billing() != PlanTerms.Billing.free)) {
      return faults;
    }
    for (int i = 0; i < plans.size(); i++) {
      List<PlanTerms.LimitTerms> limits = plans.get(i).limits();
      for (int j = 0; j < limits.size(); j++) {
        if (limits.get(j).kind() == PlanTerms.LimitTerms.Kind.allowance
            && limits.get(j).refuses()) {
          faults.add(
              new Fault(
                  "[" + i + "].limits[" + j + "].kind",
                  "an allowance asks for a payment (402), and nothing of this product can be paid:"
                      + " write rate (429) or hard: false, or put a plan with a price on sale"));
        }
      }
    }
    return faults;
  }
}

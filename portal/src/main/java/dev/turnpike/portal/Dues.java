package dev.turnpike.portal;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.Money;

/** What a plan costs before its first call passes. */
final class Dues {
  private Dues() {}

  /** Zero with a trial: then it is due when that ends. */
  static Money atStart(PlanTerms terms) {
    Money due = terms.feeOfPeriod().plus(terms.feeOfSetup());
    return terms.trial() == 0 ? due : Money.zero(due.currency());
  }
}

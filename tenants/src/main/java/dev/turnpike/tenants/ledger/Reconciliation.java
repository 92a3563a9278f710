package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What independent records say of one account. When the books are right, each pair is equal:
 * balance and entries, balance and lots (or zero, in debt), charges and calls, credit and payments,
 * what was taken back and refunds.
 *
 * @param posted the wallet's balance
 * @param entries the sum of the ledger's entries
 * @param lots what remains of all credit lots
 * @param charged what the ledger charged for calls
 * @param used what the calls themselves say they cost
 * @param paid what the processor took as top-ups
 * @param credited what the ledger credited for them
 * @param refunded what refunds say was given back
 * @param takenBack what the ledger took back for them
 * @param lopsided transactions that do not sum to zero
 */
public record Reconciliation(
    AccountId account,
    @Nullable String consumer,
    Money posted,
    Money held,
    Money overdraft,
    Money entries,
    Money lots,
    Money charged,
    Money used,
    Money paid,
    Money credited,
    Money refunded,
    Money takenBack,
    long lopsided) {

  /** Two records that should be equal. */
  public record Pair(String what, Money one, Money other) {
    public boolean isEqual() {
      return one.equals(other);
    }
  }

  public List<Pair> pairs() {
    Money worth = posted.isPositive() ? posted : Money.zero(posted.currency());
    return List.of(
        new Pair("balance and ledger", posted, entries),
        new Pair("balance and credit lots", worth, lots),
        new Pair("charges and calls", charged, used),
        new Pair("credit and payments", credited, paid),
        new Pair("taken back and refunds", takenBack, refunded));
  }

  public List<String> differences() {
    List<String> found = new ArrayList<>();
    for (Pair pair : pairs()) {
      if (!pair.isEqual()) {
        found.add(pair.what() + " differ: " + pair.one() + " and " + pair.other());
      }
    }
    if (lopsided > 0) {
      found.add(lopsided + " transactions do not sum to zero");
    }
    return found;
  }

  public boolean isRight() {
    return differences().isEmpty();
  }

  /** What the customer may still spend: the expected limit beside what is used. */
  public Money available() {
    return posted.minus(held).plus(overdraft);
  }
}

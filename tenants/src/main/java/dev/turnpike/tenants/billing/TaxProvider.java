package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Says what tax is due on an invoice. Asked while the invoice is written, inside its transaction:
 * an implementation answers from what it has at hand. A failed {@link Uni} means that the invoice
 * is not issued, rather than issued without a tax that is due.
 */
public interface TaxProvider {
  Uni<Tax> on(AccountId account, Money net, Instant at);

  /**
   * A tax.
   *
   * @param amount in whole minor units, not negative; added to the invoice's total
   * @param note what the invoice says about it, for a person
   */
  record Tax(Money amount, String note) {}
}

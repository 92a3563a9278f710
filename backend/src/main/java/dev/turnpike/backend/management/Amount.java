package dev.turnpike.backend.management;

import dev.turnpike.tenants.kernel.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Money: a decimal string, never a JSON number.
 *
 * @param currency ISO 4217
 */
record Amount(
    @Schema(examples = "12.50") String amount, @Schema(examples = "USD") String currency) {
  static Amount of(Money money) {
    return new Amount(money.decimal(), money.currency().getCurrencyCode());
  }
}

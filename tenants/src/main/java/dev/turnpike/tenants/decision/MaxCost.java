package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Fixer;
import dev.turnpike.tenants.decision.Deny.Remedy;
import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.kernel.Money;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The most that a caller is ready to pay for one call, as its header says: {@code Max-Cost: 0.05
 * USD}. Compared with the most that the call may cost, so what passes is never a surprise.
 */
public record MaxCost(Money most) {
  public static final String HEADER = "Max-Cost";

  /** What a refusal of a malformed header says of its form. */
  public static final String FORM =
      "Max-Cost is an amount and a currency, such as: Max-Cost: 0.05 USD";

  private static final Pattern VALUE =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) ([A-Z]{3})");

  /** Empty when the value is not of the {@link #FORM}. */
  public static Optional<MaxCost> parse(String value) {
    var parts = VALUE.matcher(value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getCurrencyCode().equals(parts.group(2)))
        .findFirst()
        .map(currency -> new MaxCost(Money.of(parts.group(1), currency)));
  }

  /** Why the call may not go; empty when it costs at most so much. A free call always may. */
  public Optional<Deny> objection(Grant grant) {
    Money price = grant.price();
    if (!price.isPositive()) {
      return Optional.empty();
    }
    if (!price.currency().equals(most.currency())) {
      return Optional.of(
          Deny.of(
              Code.REQUEST_INVALID,
              "Max-Cost is stated in "
                  + most.currency().getCurrencyCode()
                  + ", but this call is priced in "
                  + price.currency().getCurrencyCode()
                  + ". State it in that currency.",
              Who.of(grant)));
    }
    return price.compareTo(most) <= 0 ? Optional.empty() : Optional.of(tooDear(grant, price));
  }

  private Deny tooDear(Grant grant, Money price) {
    Remedy raise =
        new Remedy(
            "raise-max-cost",
            "Raise Max-Cost to " + price,
            Map.of("Max-Cost", price.toString()),
            Fixer.DEVELOPER,
            true);
    return Deny.of(
            Code.MAX_COST_EXCEEDED,
            "This call may cost up to "
                + price
                + ", more than the "
                + most
                + " that its Max-Cost header allows. Nothing was reserved or charged.",
            Who.of(grant))
        .with(raise);
  }
}

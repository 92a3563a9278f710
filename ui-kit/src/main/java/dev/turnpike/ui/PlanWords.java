package dev.turnpike.ui;

import dev.turnpike.tenants.catalog.ModelTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PriceTerms;
import dev.turnpike.tenants.catalog.PriceTerms.TierTerms;
import dev.turnpike.tenants.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A plan's prices and limits as people read them. */
@ApplicationScoped
public class PlanWords {
  private final PlanText text;

  PlanWords(PlanText text) {
    this.text = text;
  }

  /** One sentence for each price, the fees first; "nothing" when there is none. */
  public List<String> prices(PlanTerms terms) {
    List<String> all = new ArrayList<>();
    String period = terms.billingPeriod().name();
    if (terms.feeOfPeriod().isPositive()) {
      all.add(text.fee(Formats.amount(terms.feeOfPeriod()), period));
    }
    for (PriceTerms price : terms.allPrices()) {
      all.add(price(terms, price, period));
    }
    for (ModelTerms model : terms.models()) {
      all.add(
          text.model(
              model.model(),
              amount(terms, model.input()),
              amount(terms, model.cachedPrice()),
              amount(terms, model.output())));
    }
    if (terms.feeOfSetup().isPositive()) {
      all.add(text.setup(Formats.amount(terms.feeOfSetup())));
    }
    if (all.isEmpty()) {
      all.add(text.nothing());
    }
    if (terms.trial() > 0) {
      all.add(text.trial(terms.trial()));
    }
    return all;
  }

  /** {@code 1,000 calls a month}. */
  public String limit(PlanTerms.LimitTerms limit) {
    return text.limit(
        Formats.grouped(limit.quantity()),
        units(limit.of(), limit.quantity()),
        limit.window().name());
  }

  /** The unit's word, in the plural. */
  public String units(PlanTerms.Unit unit) {
    return units(unit, 2);
  }

  /** The word for so many of a unit that a row names; one that a newer version wrote is left. */
  public String counted(String unit, long count) {
    return Arrays.stream(PlanTerms.Unit.values())
        .filter(known -> known.name().equals(unit))
        .findFirst()
        .map(known -> units(known, count))
        .orElse(unit);
  }

  String units(PlanTerms.Unit unit, long count) {
    boolean one = count == 1;
    return switch (unit) {
      case requests -> one ? text.request() : text.requests();
      case bytes -> one ? text.aByte() : text.bytes();
      case input_tokens -> one ? text.inputToken() : text.inputTokens();
      case output_tokens -> one ? text.outputToken() : text.outputTokens();
      case cached_tokens -> one ? text.cachedToken() : text.cachedTokens();
      case inferences -> one ? text.inference() : text.inferences();
      case seconds -> one ? text.second() : text.seconds();
    };
  }

  private String price(PlanTerms terms, PriceTerms price, String period) {
    String beyond = beyond(terms, price);
    if (price.overageCap() != null) {
      beyond = text.capped(beyond, amount(terms, price.overageCap()), period);
    }
    if (price.freeUnits() == 0) {
      return beyond;
    }
    String count = Formats.grouped(price.freeUnits());
    String units = units(price.unit(), price.freeUnits());
    return price.hasOverage()
        ? text.included(count, units, period, beyond)
        : text.includedOnly(count, units, period);
  }

  private String beyond(PlanTerms terms, PriceTerms price) {
    if (price.pack() != null) {
      return text.pack(
          amount(terms, price.pack().price()),
          Formats.grouped(price.pack().size()),
          units(price.unit(), price.pack().size()));
    }
    if (price.tiers() != null) {
      return text.graduated(units(price.unit()), ladder(terms, price, price.tiers()));
    }
    if (price.volume() != null) {
      return text.volume(units(price.unit()), ladder(terms, price, price.volume()));
    }
    return price.price() == null
        ? text.nothing()
        : flat(terms, price, price.price(), units(price.unit(), price.units()));
  }

  private String ladder(PlanTerms terms, PriceTerms price, List<TierTerms> tiers) {
    List<String> steps = new ArrayList<>();
    for (TierTerms tier : tiers) {
      String cost =
          price.units() == 1
              ? amount(terms, tier.price())
              : flat(terms, price, tier.price(), units(price.unit()));
      steps.add(
          tier.upTo() == null
              ? tiers.size() == 1 ? cost : text.lastTier(cost)
              : text.tier(Formats.grouped(tier.upTo()), cost));
    }
    return String.join(", ", steps);
  }

  private String flat(PlanTerms terms, PriceTerms price, String decimal, String units) {
    return price.units() == 1
        ? text.each(amount(terms, decimal), units)
        : text.eachOf(amount(terms, decimal), Formats.grouped(price.units()), units);
  }

  private static String amount(PlanTerms terms, String decimal) {
    Money money = terms.money(decimal);
    return Formats.amount(money);
  }

  /** The snapshot's word for a unit, as the terms spell it. */
  static PlanTerms.Unit word(Enum<?> unit) {
    return PlanTerms.Unit.valueOf(unit.name().toLowerCase(Locale.ROOT));
  }
}

package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.catalog.ModelTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PriceTerms;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PlanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan's terms as they are applied: words become types, decimals micro-units. */
public final class Plans {
  private Plans() {}

  /** The revision {@code id}, ready to be rated. */
  public static Plan of(PlanId id, String slug, String name, PlanTerms terms) {
    Money fee = terms.feeOfPeriod();
    Limit.Window period = constant(Limit.Window.class, terms.billingPeriod());
    Prices prices = prices(terms);
    return new Plan(
        id,
        slug,
        name,
        fee.currency(),
        constant(Plan.Billing.class, terms.billing()),
        prices,
        fee.micros(),
        period,
        limits(terms, period),
        Set.copyOf(terms.operations()));
  }

  /** What use costs by these terms. */
  public static Prices prices(PlanTerms terms) {
    return Prices.of(
        terms.allPrices().stream().map(Plans::price).toList(),
        terms.models().stream().collect(Collectors.toMap(ModelTerms::model, Plans::price)));
  }

  /** A limit as it is counted. */
  public static Limit limit(PlanTerms.LimitTerms limit) {
    return new Limit(
        limit.name(),
        constant(Limit.Kind.class, limit.kind()),
        constant(Unit.class, limit.of()),
        limit.quantity(),
        constant(Limit.Window.class, limit.window()),
        constant(Limit.Scope.class, limit.whose()),
        limit.refuses());
  }

  private static Price price(PriceTerms price) {
    return new Price(constant(Unit.class, price.unit()), price.freeUnits(), shape(price));
  }

  private static Price.Shape shape(PriceTerms price) {
    if (price.pack() != null) {
      return new Price.Pack(price.pack().size(), Money.of(price.pack().price(), "USD").micros());
    }
    if (price.tiers() != null) {
      return new Price.Tiered(ladder(price, price.tiers()));
    }
    if (price.volume() != null) {
      return new Price.Volume(ladder(price, price.volume()));
    }
    // Without overage there may be no price: what is included is all there is.
    return new Price.Flat(price.price() == null ? 0 : price.perMillion(price.price()));
  }

  private static List<Price.Tier> ladder(PriceTerms price, List<PriceTerms.TierTerms> tiers) {
    return tiers.stream()
        .map(
            tier ->
                new Price.Tier(
                    tier.upTo() == null ? Price.Tier.NO_END : tier.upTo(),
                    price.perMillion(tier.price())))
        .toList();
  }

  private static Prices.ModelPrice price(ModelTerms model) {
    return new Prices.ModelPrice(
        ModelTerms.perMillion(model.input()),
        ModelTerms.perMillion(model.cachedPrice()),
        ModelTerms.perMillion(model.output()));
  }

  /** What the plan states, and the ends of its prices: overage that is off, or capped. */
  private static List<Limit> limits(PlanTerms terms, Limit.Window period) {
    List<Limit> limits = new ArrayList<>(terms.limits().stream().map(Plans::limit).toList());
    for (PriceTerms price : terms.allPrices()) {
      String unit = price.unit().name().replace('_', '-');
      if (!price.hasOverage()) {
        limits.add(end("included-" + unit, price, price.freeUnits(), period));
      } else if (price.overageCap() != null) {
        long cap = terms.money(price.overageCap()).micros();
        long most = Rating.unitsWithin(price(price), cap);
        if (most != Price.Tier.NO_END) {
          limits.add(end("capped-" + unit, price, most, period));
        }
      }
    }
    return limits;
  }

  private static Limit end(String name, PriceTerms price, long units, Limit.Window period) {
    return new Limit(
        name,
        Limit.Kind.ALLOWANCE,
        constant(Unit.class, price.unit()),
        units,
        period,
        Limit.Scope.SUBSCRIPTION,
        true);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Enum<?> word) {
    return Enum.valueOf(type, word.name().toUpperCase(Locale.ROOT));
  }
}

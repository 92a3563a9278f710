package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.PlanTerms.Billing;
import dev.turnpike.tenants.catalog.PriceTerms.TierTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with one price of a plan. */
final class PriceCheck {
  private final String path;
  private final PriceTerms price;
  private final List<Fault> faults = new ArrayList<>();

  private PriceCheck(String path, PriceTerms price) {
    this.path = path;
    this.price = price;
  }

  static List<Fault> of(String path, PriceTerms price, @Nullable Billing billing) {
    PriceCheck check = new PriceCheck(path, price);
    check.units();
    check.shape(billing);
    check.overage();
    return check.faults;
  }

  private void units() {
    if (price.unit() == null) {
      add(
          "unit",
          "is missing: write requests, bytes, input_tokens, output_tokens, cached_tokens,"
              + " inferences or seconds");
    }
    if (price.per() != null && price.per() < 1) {
      add("per", "is the number of units that the price is for: write 1 or more");
    }
    if (price.included() != null && price.included() < 0) {
      add("included", "is negative: write 0 or more");
    }
  }

  private void shape(@Nullable Billing billing) {
    List<String> given =
        Stream.of(
                price.price() == null ? "" : "price",
                price.tiers() == null ? "" : "tiers",
                price.volume() == null ? "" : "volume",
                price.pack() == null ? "" : "pack")
            .filter(name -> !name.isEmpty())
            .toList();
    if (given.size() > 1) {
      add(given.getLast(), "write one of price, tiers, volume and pack, not " + given);
    }
    if (given.isEmpty() && price.hasOverage()) {
      add("", "says no price: add price, tiers, volume or pack, or overage: false");
    }
    if (price.price() != null) {
      decimal("price", price.price());
    }
    if (price.tiers() != null) {
      ladder("tiers", price.tiers());
    }
    if (price.volume() != null) {
      ladder("volume", price.volume());
      falling(price.volume());
      if (billing != null && billing != Billing.postpaid) {
        add(
            "volume",
            "is for postpaid plans, for what was used may become cheaper: write postpaid or tiers");
      }
    }
    if (price.pack() != null) {
      pack(price.pack());
    }
  }

  private void pack(PriceTerms.PackTerms pack) {
    if (pack.size() < 1) {
      add("pack.size", "is the number of units in a pack: write 1 or more");
    }
    if (price.per() != null) {
      add("per", "has no meaning with a pack: its size says how many units its price is for");
    }
    String fault = pack.price() == null ? "is missing" : PlanCheck.faultOf(pack.price());
    if (fault != null) {
      add("pack.price", fault);
    }
  }

  private void ladder(String name, List<TierTerms> tiers) {
    if (tiers.isEmpty()) {
      add(name, "has no tier: add one");
    }
    long before = 0;
    for (int i = 0; i < tiers.size(); i++) {
      TierTerms tier = tiers.get(i);
      String at = name + "[" + i + "]";
      boolean last = i == tiers.size() - 1;
      if (tier.price() == null) {
        add(at + ".price", "is missing");
      } else {
        decimal(at + ".price", tier.price());
      }
      if (last && tier.upTo() != null) {
        add(at + ".up_to", "the last tier has no end: drop up_to, or add a tier");
      } else if (!last && tier.upTo() == null) {
        add(at, "only the last tier has no end: add up_to");
      } else if (tier.upTo() != null && tier.upTo() <= before) {
        add(at + ".up_to", "is not above " + before + ", where the tier before it ends");
      }
      before = tier.upTo() == null ? before : Math.max(before, tier.upTo());
    }
  }

  private void falling(List<TierTerms> tiers) {
    for (int i = 1; i < tiers.size(); i++) {
      String dearer = tiers.get(i).price();
      String before = tiers.get(i - 1).price();
      if (dearer != null
          && before != null
          && isGood(dearer)
          && isGood(before)
          && price.perMillion(dearer) > price.perMillion(before)) {
        add(
            "volume[" + i + "].price",
            "rises, and would make dearer what was used before: lower it, or write tiers");
      }
    }
  }

  private void overage() {
    boolean capped = price.overageCap() != null;
    if (!price.hasOverage() && price.included() == null) {
      add("included", "is missing: without overage it says how many units there are");
    }
    if (!price.hasOverage() && capped) {
      add("overage_cap", "there is no overage to cap: drop it, or overage: false");
    }
    if (price.overageCap() == null) {
      return;
    }
    String fault = PlanCheck.faultOf(price.overageCap());
    if (fault != null) {
      add("overage_cap", fault);
    }
    if (price.volume() != null) {
      add(
          "overage_cap",
          "the cost of a volume falls at a tier's end, so no count belongs to a cap: add an"
              + " allowance to limits instead");
    }
  }

  private void decimal(String field, String decimal) {
    String fault = fault(decimal);
    if (fault != null) {
      add(field, fault);
    }
  }

  private boolean isGood(String decimal) {
    return fault(decimal) == null;
  }

  private @Nullable String fault(String decimal) {
    String fault = PlanCheck.faultOf(decimal);
    if (fault != null || price.units() < 1) {
      return fault;
    }
    try {
      price.perMillion(decimal);
      return null;
    } catch (ArithmeticException inexact) {
      return decimal
          + " for "
          + price.units()
          + " units is no whole number of micro-units for 1,000,000: write per as 1, 1000 or"
          + " 1000000, or a smaller price";
    }
  }

  private void add(String field, String reason) {
    faults.add(new Fault(field.isEmpty() ? path : path + "." + field, reason));
  }
}

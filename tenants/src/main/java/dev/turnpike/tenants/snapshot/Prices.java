package dev.turnpike.tenants.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan charges for use. A unit without a price costs nothing.
 *
 * @param each at most one a unit
 * @param models what a model's tokens cost instead of the units' own prices, by its name
 */
public record Prices(List<Price> each, Map<String, ModelPrice> models) {
  public static final Prices NONE = new Prices(List.of(), Map.of());

  public Prices {
    each = List.copyOf(each);
    models = Map.copyOf(models);
    if (each.stream().map(Price::unit).distinct().count() != each.size()) {
      throw new IllegalArgumentException("a unit has two prices");
    }
  }

  /** Tokens in micro-units for 1,000,000; each is flat. */
  public record ModelPrice(long input, long cached, long output) {
    private long of(Unit unit) {
      return switch (unit) {
        case INPUT_TOKENS -> input;
        case CACHED_TOKENS -> cached;
        case OUTPUT_TOKENS -> output;
        case REQUESTS, BYTES, INFERENCES, SECONDS ->
            throw new IllegalArgumentException("a model has no price for " + unit);
      };
    }
  }

  /** So many micro-units a call, and nothing else. */
  static Prices perRequest(long micros) {
    return micros == 0
        ? NONE
        : new Prices(
            List.of(
                new Price(
                    Unit.REQUESTS, 0, new Price.Flat(Math.multiplyExact(micros, 1_000_000L)))),
            Map.of());
  }

  boolean isCumulative() {
    return each.stream().anyMatch(Price::isCumulative);
  }

  /**
   * The most that a use can cost, in micro-units, whatever came before it and whichever model
   * answers.
   */
  long most(Quantities use) {
    long own = 0;
    for (Price price : each) {
      own = Math.addExact(own, Rating.most(price, use.of(price.unit())));
    }
    long dearest = own;
    for (String model : models.keySet()) {
      dearest = Math.max(dearest, most(model, use));
    }
    return dearest;
  }

  long most(@Nullable String model, Quantities use) {
    ModelPrice tokens = model == null ? null : models.get(model);
    if (model == null) {
      return most(use);
    }
    long sum = 0;
    for (Price price : each) {
      if (tokens == null || !isToken(price.unit())) {
        sum = Math.addExact(sum, Rating.most(price, use.of(price.unit())));
      }
    }
    return Math.addExact(sum, tokens(tokens, use));
  }

  /** What a use costs by the prices that know no before, in micro-units. */
  long flat(@Nullable String model, Quantities use) {
    ModelPrice tokens = model == null ? null : models.get(model);
    long sum = 0;
    for (Price price : each) {
      if (!price.isCumulative() && (tokens == null || !isToken(price.unit()))) {
        sum = Math.addExact(sum, Rating.total(price, use.of(price.unit())));
      }
    }
    return Math.addExact(sum, tokens(tokens, use));
  }

  /** What of a use the cumulative prices rate, by unit; a model's own tokens are not among it. */
  Quantities counted(@Nullable String model, Quantities use) {
    boolean ownTokens = model != null && models.containsKey(model);
    Map<Unit, Long> counted = new EnumMap<>(Unit.class);
    for (Price price : each) {
      if (price.isCumulative() && !(ownTokens && isToken(price.unit()))) {
        counted.put(price.unit(), use.of(price.unit()));
      }
    }
    return new Quantities(counted);
  }

  private static long tokens(@Nullable ModelPrice tokens, Quantities use) {
    if (tokens == null) {
      return 0;
    }
    long sum = 0;
    for (Unit unit : Unit.values()) {
      if (isToken(unit)) {
        Price price = new Price(unit, 0, new Price.Flat(tokens.of(unit)));
        sum = Math.addExact(sum, Rating.total(price, use.of(unit)));
      }
    }
    return sum;
  }

  private static boolean isToken(Unit unit) {
    return switch (unit) {
      case INPUT_TOKENS, OUTPUT_TOKENS, CACHED_TOKENS -> true;
      case REQUESTS, BYTES, INFERENCES, SECONDS -> false;
    };
  }
}

package dev.turnpike.tenants.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan charges for use, in micro-units of its currency. A unit without a price costs
 * nothing.
 *
 * @param each at most one a unit
 * @param models every price that holds when this model answers, its own tokens' among them
 */
public record Prices(List<Price> each, Map<String, List<Price>> models) {
  public static final Prices NONE = new Prices(List.of(), Map.of());

  public Prices {
    each = List.copyOf(each);
    models = Map.copyOf(models);
    if (each.stream().map(Price::unit).distinct().count() != each.size()) {
      throw new IllegalArgumentException("a unit has two prices");
    }
  }

  /** What a model's tokens cost instead of the plan's own, for 1,000,000; each is flat. */
  public record ModelPrice(long input, long cached, long output) {
    private Stream<Price> prices() {
      return Stream.of(
          new Price(Unit.INPUT_TOKENS, 0, new Price.Flat(input)),
          new Price(Unit.CACHED_TOKENS, 0, new Price.Flat(cached)),
          new Price(Unit.OUTPUT_TOKENS, 0, new Price.Flat(output)));
    }
  }

  /** The plan's own prices, and its models' by their names. */
  static Prices of(List<Price> each, Map<String, ModelPrice> models) {
    return new Prices(
        each,
        models.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    model ->
                        Stream.concat(
                                each.stream().filter(price -> !isToken(price.unit())),
                                model.getValue().prices())
                            .toList())));
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

  /** What holds when this model answers; null: none, or it is not known. */
  public List<Price> of(@Nullable String model) {
    return model == null ? each : models.getOrDefault(model, each);
  }

  /** Whether only the number of calls costs, whatever came before: then each costs the same. */
  boolean isSameForEachCall() {
    if (!models.isEmpty()) {
      return false;
    }
    for (Price price : each) {
      if (price.unit() != Unit.REQUESTS || price.isCumulative()) {
        return false;
      }
    }
    return true;
  }

  boolean isCumulative() {
    for (Price price : each) {
      if (price.isCumulative()) {
        return true;
      }
    }
    return false;
  }

  /** The most that a use can cost, whatever came before it and whichever model answers. */
  long most(Quantities use) {
    long most = most(each, use);
    for (List<Price> prices : models.values()) {
      most = Math.max(most, most(prices, use));
    }
    return most;
  }

  /** The same when it is known which model answers. */
  long most(String model, Quantities use) {
    return most(of(model), use);
  }

  private static long most(List<Price> prices, Quantities use) {
    long sum = 0;
    for (Price price : prices) {
      sum = Math.addExact(sum, Rating.most(price, use.of(price.unit())));
    }
    return sum;
  }

  /** What a use costs by the prices that know no before. */
  long flat(@Nullable String model, Quantities use) {
    long sum = 0;
    for (Price price : of(model)) {
      if (!price.isCumulative()) {
        sum = Math.addExact(sum, Rating.total(price, use.of(price.unit())));
      }
    }
    return sum;
  }

  /** What of a use the cumulative prices rate. */
  Quantities counted(@Nullable String model, Quantities use) {
    Map<Unit, Long> counted = new EnumMap<>(Unit.class);
    for (Price price : of(model)) {
      if (price.isCumulative()) {
        counted.put(price.unit(), use.of(price.unit()));
      }
    }
    return new Quantities(counted);
  }

  private static boolean isToken(Unit unit) {
    return switch (unit) {
      case INPUT_TOKENS, OUTPUT_TOKENS, CACHED_TOKENS -> true;
      case REQUESTS, BYTES, INFERENCES, SECONDS -> false;
    };
  }
}

package dev.turnpike.portal;

import java.util.List;
import java.util.function.Function;

/**
 * The first of a list that has a page of its own.
 *
 * @param all how many there are; as many as {@code shown} when it is complete
 */
record Shortened<T>(List<T> shown, long all) {
  static <T> Shortened<T> to(int most, List<T> all) {
    return new Shortened<>(all.stream().limit(most).toList(), all.size());
  }

  <R> Shortened<R> map(Function<T, R> view) {
    return new Shortened<>(shown.stream().map(view).toList(), all);
  }

  /** How many are not shown here. */
  public long more() {
    return all - shown.size();
  }
}

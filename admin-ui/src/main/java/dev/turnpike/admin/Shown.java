package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Search;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list a page shows, and where the rest is.
 *
 * @param text what was searched for
 * @param filtered whether it is less than the whole list
 * @param first whether it begins at the list's start
 * @param start the address of the first part, with what was asked
 * @param older the address of the next part; null on the last
 */
record Shown<T>(
    List<T> lines,
    String text,
    boolean filtered,
    boolean first,
    String start,
    @Nullable String older) {

  /** Of one more than is shown: the last says that there is more. */
  static <T> Shown<T> by(Search search, List<T> found, Address start) {
    int size = search.most() - 1;
    return new Shown<>(
        found.subList(0, Math.min(size, found.size())),
        search.text(),
        !search.text().isEmpty(),
        search.skip() == 0,
        start.toString(),
        found.size() > size ? start.from(search.skip() + size) : null);
  }

  /** The same, where the next part begins after the last line's id. */
  static <T> Shown<T> by(
      Search search,
      List<T> found,
      Address start,
      boolean filtered,
      boolean first,
      Function<T, String> id) {
    int size = search.most() - 1;
    List<T> lines = found.subList(0, Math.min(size, found.size()));
    return new Shown<>(
        lines,
        search.text(),
        filtered,
        first,
        start.toString(),
        found.size() > size ? start.with("before", id.apply(lines.getLast())).toString() : null);
  }

  <S> Shown<S> as(Function<T, S> line) {
    return new Shown<>(lines.stream().map(line).toList(), text, filtered, first, start, older);
  }
}

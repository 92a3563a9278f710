package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.backend.identity.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next to be sent as {@code after} for what follows; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Listing<T>(List<T> items, @Nullable String next) {
  static final int MOST = 100;
  static final String USUAL = "50";

  /** Checks the parameter {@code limit}. */
  static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.parameter("limit", "Ask for 1 to " + MOST + ".").refused();
    }
    return limit;
  }

  /**
   * The part of a whole list that follows the item {@code after}.
   *
   * @param id what names an item, and so a place in the list
   */
  static <S, T> Listing<T> of(
      List<S> all, Function<S, String> id, Function<S, T> form, int limit, @Nullable String after) {
    int from = after == null ? 0 : placeAfter(all, id, after);
    int to = Math.min(all.size(), from + checked(limit));
    return new Listing<>(
        all.subList(from, to).stream().map(form).toList(),
        to < all.size() ? id.apply(all.get(to - 1)) : null);
  }

  private static <S> int placeAfter(List<S> all, Function<S, String> id, String after) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw Problem.parameter("after", "Nothing in the list has this id. Start without after.")
        .refused();
  }
}

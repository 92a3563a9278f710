package dev.turnpike.tenants.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions to a publisher's plans to list.
 *
 * @param text a part of the consumer's, the application's or the product's name; empty: any
 * @param state a state by its word in the database, {@code blocked} or {@code paused}; empty: any
 * @param consumer only of the tenant of this slug; empty: any
 * @param skip how many lines the pages before had
 */
public record SubscriberQuery(String text, String state, String consumer, int skip, int most) {
  /** What a list can be narrowed to. */
  public static final List<String> STATES =
      List.of(
          "requested",
          "active",
          "trialing",
          "awaiting_payment",
          "past_due",
          "suspended",
          "blocked",
          "paused",
          "rejected",
          "ended");

  private static final int LONGEST = 100;
  private static final int FURTHEST = 100_000;
  private static final int MOST = 200;

  public SubscriberQuery {
    text = text.substring(0, Math.min(text.length(), LONGEST));
    state = STATES.contains(state) ? state : "";
    skip = Math.clamp(skip, 0, FURTHEST);
    most = Math.clamp(most, 1, MOST + 1);
  }

  public static SubscriberQuery of(
      @Nullable String text,
      @Nullable String state,
      @Nullable String consumer,
      int skip,
      int most) {
    return new SubscriberQuery(
        text == null ? "" : text.strip(),
        state == null ? "" : state,
        consumer == null ? "" : consumer,
        skip,
        most);
  }

  public boolean isAny() {
    return text.isEmpty() && state.isEmpty() && consumer.isEmpty();
  }

  String pattern() {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}

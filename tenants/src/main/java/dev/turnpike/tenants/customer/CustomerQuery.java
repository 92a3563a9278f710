package dev.turnpike.tenants.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a publisher's consumers to list.
 *
 * @param text a part of the name or the slug; empty: any
 * @param state only who has a subscription in this state; {@code shut-out}: only who is blocked as
 *     a whole; empty: any
 * @param skip how many lines the pages before had
 */
public record CustomerQuery(String text, String state, int skip, int most) {
  public static final String SHUT_OUT = "shut-out";

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
          "ended",
          SHUT_OUT);

  private static final int LONGEST = 100;
  private static final int FURTHEST = 100_000;
  private static final int MOST = 200;

  public CustomerQuery {
    text = text.substring(0, Math.min(text.length(), LONGEST));
    state = STATES.contains(state) ? state : "";
    skip = Math.clamp(skip, 0, FURTHEST);
    most = Math.clamp(most, 1, MOST + 1);
  }

  public static CustomerQuery of(
      @Nullable String text, @Nullable String state, int skip, int most) {
    return new CustomerQuery(
        text == null ? "" : text.strip(), state == null ? "" : state, skip, most);
  }

  public boolean isAny() {
    return text.isEmpty() && state.isEmpty();
  }

  String pattern() {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}

package dev.turnpike.tenants.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of a publisher's accounts to list.
 *
 * @param text a part of the consumer's name or slug; empty: any
 * @param only accounts with this worry; empty: all
 * @param anyWorry accounts with at least one
 */
public record AccountQuery(
    String text,
    Optional<AccountState.Worry> only,
    boolean anyWorry,
    Sort sort,
    int skip,
    int most) {
  public static final int MOST = 200;
  private static final int LONGEST_TEXT = 100;
  private static final int FURTHEST = 100_000;

  public AccountQuery {
    text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    skip = Math.clamp(skip, 0, FURTHEST);
    most = Math.clamp(most, 1, MOST + 1);
  }

  /** As an address has it: what is unknown there counts as not said. */
  public static AccountQuery of(
      @Nullable String text, @Nullable String worry, @Nullable String sort, int skip, int most) {
    Optional<AccountState.Worry> only =
        Arrays.stream(AccountState.Worry.values())
            .filter(known -> word(known).equals(worry))
            .findFirst();
    Sort order =
        Arrays.stream(Sort.values())
            .filter(known -> word(known).equals(sort))
            .findFirst()
            .orElse(Sort.NAME);
    return new AccountQuery(
        text == null ? "" : text.strip(), only, "any".equals(worry), order, skip, most);
  }

  /** How an address spells it: {@code in-grace}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The orders a list can have; each is known to the database by its word. */
  public enum Sort {
    NAME,
    BALANCE,
    OVERDUE,
    SPENT,
    LAST_PAYMENT
  }
}

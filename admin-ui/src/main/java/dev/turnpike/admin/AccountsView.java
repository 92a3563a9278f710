package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a publisher's accounts.
 *
 * @param text what the consumer's name was searched for
 * @param older the address of the next page; null on the last
 */
record AccountsView(
    String tenant,
    String text,
    List<Choice> worries,
    List<Choice> sorts,
    boolean filtered,
    boolean firstPage,
    List<Line> lines,
    @Nullable String older) {

  record Choice(String value, String label, boolean chosen) {}

  /** A word with its tone, as a badge. */
  record Badge(String word, String tone) {}

  /** {@code soon} says when the wallet is empty, if it is spent. */
  record Line(
      String href,
      String name,
      boolean test,
      Badge status,
      Money available,
      Money held,
      @Nullable Instant lastPayment,
      @Nullable Money overdue,
      List<Badge> worries,
      @Nullable Instant soon) {}
}

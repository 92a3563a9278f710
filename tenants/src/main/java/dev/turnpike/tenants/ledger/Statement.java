package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account's wallet over some days, so that anybody can add it up by hand: the opening balance
 * and the amounts of all lines give each balance and the closing one.
 *
 * @param to the last day, included
 * @param held what calls in flight hold of the closing balance
 * @param more whether there are more lines than were asked for; then {@code closing} is that of the
 *     last line shown
 */
public record Statement(
    AccountId account,
    LocalDate from,
    LocalDate to,
    ZoneId zone,
    Money opening,
    List<Line> lines,
    Money closing,
    Money held,
    List<Lot> lots,
    boolean more) {

  public Statement {
    lines = List.copyOf(lines);
    lots = List.copyOf(lots);
  }

  /**
   * One posting, or usage of one day that nothing else came between.
   *
   * @param first the place of its first posting in the ledger; with {@code last} it names the line
   * @param postings how many were added up
   */
  public record Line(
      long first,
      long last,
      Instant at,
      String kind,
      String memo,
      Money amount,
      Money balance,
      long postings) {
    public boolean isUsage() {
      return kind.equals("usage");
    }
  }

  /** Credit that is not spent. */
  public record Lot(
      UUID id,
      String kind,
      Money amount,
      Money remaining,
      Instant madeAt,
      @Nullable Instant expiresAt) {}

  /** One call that a usage line charged. */
  public record Charge(UUID request, Instant at, String api, int status, Money amount) {}
}

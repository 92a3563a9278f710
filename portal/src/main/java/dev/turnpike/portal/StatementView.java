package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's statement.
 *
 * @param address the page's own, without a query
 * @param csv where the table is
 */
record StatementView(
    String publisher,
    String publisherName,
    String tenant,
    String tenantName,
    String address,
    String csv,
    String wallet,
    String from,
    String to,
    Money opening,
    List<Line> lines,
    Money closing,
    Money held,
    List<String> lots,
    boolean more) {

  /** {@code calls} is where a usage line is told call by call. */
  record Line(Instant at, String what, Money amount, Money balance, @Nullable String calls) {}

  /** The calls of one line, with their sum. */
  record Charges(String back, List<Charge> charges, Money sum) {}

  record Charge(String request, Instant at, String api, int status, Money amount) {}
}

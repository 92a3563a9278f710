package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All accounts of a publisher, and adjustments that wait. */
record BooksView(
    String tenant,
    @Nullable String notice,
    List<Proposal> inbox,
    Shown<Line> lines,
    List<String> history,
    List<FieldError> errors) {

  /** {@code hindrance} is why this visitor does not decide it; null when they do. */
  record Proposal(String address, String text, Instant at, @Nullable String hindrance) {}

  /** {@code differences} is empty when all records agree. */
  record Line(
      String address,
      String consumer,
      Money balance,
      Money held,
      Money overdraft,
      Money available,
      Money used,
      List<String> differences) {}

  /** One account with all that can be done to it. */
  record BookView(
      String address,
      String consumer,
      @Nullable String notice,
      Line line,
      List<Pair> pairs,
      String from,
      String to,
      Money opening,
      List<Entry> entries,
      Money closing,
      List<String> lots,
      boolean mayAdjust,
      boolean mayRaise,
      String limit,
      String currency,
      List<PaymentView> payments,
      List<String> refunds,
      List<FieldError> errors) {}

  record Pair(String what, Money one, Money other, boolean equal) {}

  record Entry(Instant at, String what, Money amount, Money balance) {}

  /** {@code refund} is where it is given back; null when nothing can be. */
  record PaymentView(Instant at, Money amount, String state, @Nullable String refund) {}
}

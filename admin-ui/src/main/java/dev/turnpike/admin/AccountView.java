package dev.turnpike.admin;

import dev.turnpike.admin.AccountsView.Badge;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.Gauge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One consumer's account.
 *
 * @param internal what only the publisher's own people with the audit's permission see; null hides
 */
record AccountView(
    String tenant,
    String consumer,
    String name,
    boolean test,
    Badge status,
    List<Badge> worries,
    Money balance,
    Money held,
    Money overdraft,
    Money available,
    Money spentOfDay,
    @Nullable Instant emptyAt,
    @Nullable Owed owed,
    List<Held> subscriptions,
    List<Limit> limits,
    List<Paid> payments,
    @Nullable Internal internal,
    boolean maySeeCalls) {

  record Owed(Money total, int invoices, Instant since) {}

  /** {@code position} says how far trial or grace has come. */
  record Held(
      String application,
      String product,
      String plan,
      Badge state,
      @Nullable Instant until,
      @Nullable String reason,
      Instant since) {}

  record Limit(String application, Gauge gauge, Instant resetsAt, @Nullable Instant emptyAt) {}

  record Paid(
      Instant at,
      String purpose,
      Money amount,
      Badge state,
      String processor,
      @Nullable String processorId,
      @Nullable String reason,
      @Nullable String card) {}

  record Internal(List<Noted> log, List<Booked> bookings) {}

  record Noted(Instant at, String action, @Nullable String person, String facts) {}

  record Booked(Instant at, String kind, String memo, String book, Money amount) {}
}

package dev.turnpike.tenants.account;

import dev.turnpike.tenants.account.AccountState.Worry;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Limit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link AccountStates} reads of one account. */
@RegisterForReflection
record AccountRow(
    UUID id,
    String consumerSlug,
    String consumerName,
    String mode,
    Instant createdAt,
    String zone,
    long aheadMillis,
    String currency,
    long posted,
    long held,
    long overdraft,
    @Nullable Instant paidAt,
    @Nullable String paidState,
    @Nullable Long paidAmount,
    @Nullable String paidDecline,
    long overdue,
    int overdueCount,
    @Nullable Instant overdueSince,
    long spent,
    List<SubscriptionRow> subscriptions,
    List<UseRow> uses,
    List<String> worries) {

  /** Of a subscription; facts hold what its state needs. */
  @RegisterForReflection
  record SubscriptionRow(
      String id,
      String application,
      String product,
      String plan,
      String state,
      Map<String, Object> facts,
      Map<String, String> hindrances,
      Instant changedAt) {
    AccountState.Subscription subscription() {
      String word =
          hindrances.containsKey("blocked")
              ? "blocked"
              : hindrances.containsKey("paused") ? "paused" : state;
      Object until = facts.get(state.equals("past_due") ? "grace_until" : "until");
      Object reason =
          hindrances.containsKey("blocked")
              ? hindrances.get("blocked")
              : facts.getOrDefault("reason", facts.get("decline"));
      boolean hasEnd = state.equals("past_due") || state.equals("trialing");
      return new AccountState.Subscription(
          id,
          application,
          product,
          plan,
          word,
          hasEnd && until != null ? Instant.parse(until.toString()) : null,
          reason == null ? null : reason.toString(),
          changedAt);
    }
  }

  /** An allowance of a plan, with what the running window has of it. */
  @RegisterForReflection
  record UseRow(
      String subscription,
      String application,
      String name,
      @Nullable String unit,
      String window,
      long quantity,
      long used,
      long held) {
    private static final BigInteger FURTHEST_SECONDS = BigInteger.valueOf(4_000_000_000L);

    AccountState.Use use(Instant time, ZoneId zone) {
      Limit.Window running = Limit.Window.valueOf(window.toUpperCase(Locale.ROOT));
      Instant from = running.start(time, zone);
      Instant to = running.end(time, zone);
      return new AccountState.Use(
          subscription,
          application,
          name,
          unit == null ? "requests" : unit,
          used,
          held,
          quantity,
          to,
          emptyAt(time, from, to));
    }

    /** At the pace of the window so far; an hour of it says nothing yet. */
    private @Nullable Instant emptyAt(Instant time, Instant from, Instant to) {
      long seconds = Duration.between(from, time).toSeconds();
      if (used <= 0 || used >= quantity || seconds < 3600) {
        return used >= quantity && quantity > 0 ? time : null;
      }
      BigInteger whole =
          BigInteger.valueOf(quantity)
              .multiply(BigInteger.valueOf(seconds))
              .divide(BigInteger.valueOf(used));
      Instant end = from.plusSeconds(whole.min(FURTHEST_SECONDS).longValue());
      return end.isBefore(to) ? end : null;
    }
  }

  AccountState state(Instant now) {
    Instant time = now.plusMillis(aheadMillis);
    ZoneId here = ZoneId.of(zone);
    List<AccountState.Subscription> held =
        subscriptions.stream().map(SubscriptionRow::subscription).toList();
    List<AccountState.Use> limits = uses.stream().map(use -> use.use(time, here)).toList();
    Set<Worry> found = EnumSet.noneOf(Worry.class);
    worries.forEach(word -> found.add(Worry.valueOf(word.toUpperCase(Locale.ROOT))));
    return new AccountState(
        new AccountId(id),
        consumerSlug,
        consumerName,
        mode,
        createdAt,
        time,
        money(posted),
        money(this.held),
        money(overdraft),
        money(posted - this.held + overdraft),
        status(found),
        paidAt == null
            ? null
            : new AccountState.Attempt(
                paidAt,
                money(paidAmount == null ? 0 : paidAmount),
                paidState == null ? "" : paidState,
                paidDecline),
        overdueSince == null
            ? null
            : new AccountState.Overdue(money(overdue), overdueCount, overdueSince),
        money(spent),
        held,
        limits,
        found);
  }

  private PaymentStatus status(Set<Worry> found) {
    List<PaymentStatus> all = new ArrayList<>();
    if (found.contains(Worry.SUSPENDED)) {
      all.add(PaymentStatus.SUSPENDED);
    }
    if (found.contains(Worry.IN_GRACE)) {
      all.add(PaymentStatus.PAST_DUE);
    }
    if (overdueCount > 0) {
      all.add(PaymentStatus.OVERDUE);
    }
    if (subscriptions.stream().anyMatch(one -> one.state().equals("awaiting_payment"))) {
      all.add(PaymentStatus.AWAITING_PAYMENT);
    }
    if ("pending".equals(paidState) || "action-required".equals(paidState)) {
      all.add(PaymentStatus.PENDING);
    }
    if ("declined".equals(paidState)) {
      all.add(PaymentStatus.DECLINED);
    }
    return all.isEmpty() ? PaymentStatus.CURRENT : all.getFirst();
  }

  private Money money(long micros) {
    return new Money(micros, Currency.getInstance(currency));
  }
}

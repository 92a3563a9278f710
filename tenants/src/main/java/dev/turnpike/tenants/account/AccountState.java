package dev.turnpike.tenants.account;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account with a publisher, with all that tells whether it is in trouble.
 *
 * @param balance posted, without what calls in flight hold
 * @param available what calls may still spend: balance − held + overdraft
 * @param lastPayment the latest attempt, whatever came of it
 * @param spentOfDay what use cost in the last 24 hours
 * @param worries why somebody should look at it; empty when all is well
 */
public record AccountState(
    AccountId id,
    String consumer,
    String consumerName,
    String mode,
    Instant since,
    Instant time,
    Money balance,
    Money held,
    Money overdraft,
    Money available,
    PaymentStatus paymentStatus,
    @Nullable Attempt lastPayment,
    @Nullable Overdue overdue,
    Money spentOfDay,
    List<Subscription> subscriptions,
    List<Use> limits,
    Set<Worry> worries) {
  public AccountState {
    subscriptions = List.copyOf(subscriptions);
    limits = List.copyOf(limits);
    worries = Set.copyOf(worries);
  }

  /** When the wallet is empty at the pace of the last 24 hours; empty when it is not spent. */
  public Optional<Instant> walletEmptyAt() {
    if (!spentOfDay.isPositive()) {
      return Optional.empty();
    }
    long left = Math.max(0, available.micros());
    // In hours: a pace is no more exact than that, and nothing here can overflow.
    long hours = Math.min(left / Math.max(1, spentOfDay.micros() / 24), 24L * 3650);
    return Optional.of(time.plusSeconds(hours * 3600));
  }

  /**
   * One attempt to pay.
   *
   * @param reason the processor's code, when it was declined
   */
  public record Attempt(Instant at, Money amount, String state, @Nullable String reason) {}

  /**
   * Open invoices past their day.
   *
   * @param since the day of the oldest
   */
  public record Overdue(Money total, int invoices, Instant since) {}

  /**
   * A subscription on the account.
   *
   * @param state the word of the state, or {@code blocked}, {@code paused} when that lies over it
   * @param until the end of trial or grace, when it is in one
   * @param reason why it was refused, blocked or suspended, or ended
   */
  public record Subscription(
      String id,
      String application,
      String product,
      String plan,
      String state,
      @Nullable Instant until,
      @Nullable String reason,
      Instant changedAt) {}

  /**
   * What is used of an allowance in the window that runs.
   *
   * @param emptyAt when it is used up at the window's own pace, if that is before its end
   */
  public record Use(
      String subscription,
      String application,
      String limit,
      String unit,
      long used,
      long held,
      long quantity,
      Instant resetsAt,
      @Nullable Instant emptyAt) {}

  /** Why an account needs looking at. */
  public enum Worry {
    SUSPENDED,
    IN_GRACE,
    TRIAL_ENDED,
    OVERDUE,
    PAYMENT_FAILED,
    /** At the pace of the last day the wallet is empty within three days. */
    WALLET_ENDS,
    /** An allowance is used to 80 %, or will be used up before it starts again. */
    ALLOWANCE_ENDS
  }
}

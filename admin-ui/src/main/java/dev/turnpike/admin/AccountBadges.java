package dev.turnpike.admin;

import dev.turnpike.admin.AccountsView.Badge;
import dev.turnpike.tenants.account.AccountHistory;
import dev.turnpike.tenants.account.AccountState;
import dev.turnpike.tenants.account.PaymentStatus;
import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.ui.BookingWords;
import dev.turnpike.ui.Gauge;
import dev.turnpike.ui.PlanWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** The states of accounts in words and tones. */
@ApplicationScoped
class AccountBadges {
  private final AdminMoneyText text;
  private final AdminText states;
  private final PlanWords words;
  private final BookingWords bookings;

  AccountBadges(AdminMoneyText text, AdminText states, PlanWords words, BookingWords bookings) {
    this.bookings = bookings;
    this.words = words;
    this.text = text;
    this.states = states;
  }

  Badge of(PaymentStatus status) {
    return switch (status) {
      case SUSPENDED -> new Badge(text.suspended(), "bad");
      case PAST_DUE -> new Badge(text.inGrace(), "warn");
      case OVERDUE -> new Badge(text.invoiceOverdue(), "bad");
      case AWAITING_PAYMENT -> new Badge(text.awaitingPayment(), "warn");
      case PENDING -> new Badge(text.pending(), "info");
      case DECLINED -> new Badge(text.declined(), "warn");
      case CURRENT -> new Badge(text.current(), "good");
    };
  }

  /** Worst first, as they are declared. */
  List<Badge> of(Collection<AccountState.Worry> worries) {
    return worries.stream().sorted().map(this::of).toList();
  }

  Badge of(AccountState.Worry worry) {
    return switch (worry) {
      case SUSPENDED -> new Badge(text.suspended(), "bad");
      case IN_GRACE -> new Badge(text.inGrace(), "warn");
      case TRIAL_ENDED -> new Badge(text.trialEnded(), "info");
      case OVERDUE -> new Badge(text.invoiceOverdue(), "bad");
      case PAYMENT_FAILED -> new Badge(text.paymentFailed(), "warn");
      case WALLET_ENDS -> new Badge(text.walletEnds(), "warn");
      case ALLOWANCE_ENDS -> new Badge(text.allowanceEnds(), "warn");
    };
  }

  AccountView.Held held(AccountState.Subscription it) {
    StateView state =
        switch (it.state()) {
          case "blocked" -> new StateView(states.blocked(), "bad");
          case "paused" -> new StateView(states.paused(), "warn");
          default -> StateView.past(it.state(), states);
        };
    return new AccountView.Held(
        it.application(),
        it.product(),
        it.plan(),
        new Badge(state.word(), state.tone()),
        it.until(),
        it.reason() == null ? null : it.reason().replace('_', ' '),
        it.changedAt());
  }

  AccountView.Limit limit(AccountState.Use it) {
    return new AccountView.Limit(
        it.application(),
        Gauge.ofUsage(
            it.limit(),
            it.used(),
            it.held(),
            it.quantity(),
            words.counted(it.unit(), it.quantity())),
        it.resetsAt(),
        it.emptyAt());
  }

  AccountView.Paid paid(AccountHistory.Paid it) {
    String tone =
        switch (it.state()) {
          case "succeeded" -> "good";
          case "declined" -> "bad";
          default -> "info";
        };
    String reason = it.reason();
    return new AccountView.Paid(
        it.at(),
        bookings.purpose(it.purpose()),
        it.amount(),
        new Badge(bookings.payment(it.state()), tone),
        it.processor(),
        it.processorId(),
        reason == null ? null : bookings.decline(DeclineCode.of(reason)),
        it.card());
  }
}

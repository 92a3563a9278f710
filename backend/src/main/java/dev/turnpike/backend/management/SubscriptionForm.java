package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as both of its sides see it.
 *
 * @param version to be named by a decision, so that nobody decides what they did not see
 * @param status active, pending, expired, canceled or paused; {@code state} says it exactly
 * @param startDate since when calls could pass
 * @param endDate when it ended, or will; absent while it goes on
 * @param paymentMethodId of the card that renewals are charged to
 * @param hindrances pauses and blocks that lie over the state
 */
@Schema(name = "Subscription")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionForm(
    String id,
    int version,
    String publisher,
    String consumer,
    String application,
    String applicationId,
    String product,
    String plan,
    String mode,
    String status,
    StateForm state,
    List<HindranceForm> hindrances,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable Instant trialEnd,
    @Nullable PeriodForm period,
    boolean renews,
    @Nullable String nextPlan,
    @Nullable String paymentMethodId,
    String account,
    Instant requestedAt,
    Instant changedAt) {

  /** The period that runs, in the account's time. */
  @Schema(name = "SubscriptionPeriod")
  record PeriodForm(int number, Instant start, Instant end) {}

  @Schema(name = "Hindrance")
  record HindranceForm(String kind, String reason, Instant at) {
    static HindranceForm of(Hindrance hindrance) {
      return new HindranceForm(
          hindrance.kind().name().toLowerCase(Locale.ROOT), hindrance.reason(), hindrance.at());
    }
  }

  static SubscriptionForm of(Subscribed subscription) {
    return new SubscriptionForm(
        subscription.id().toString(),
        subscription.version(),
        subscription.publisher().slug(),
        subscription.consumer().slug(),
        subscription.applicationSlug(),
        subscription.application().toString(),
        subscription.product(),
        subscription.plan(),
        subscription.mode().name().toLowerCase(Locale.ROOT),
        status(subscription),
        StateForm.of(subscription.state()),
        subscription.hindrances().stream().map(HindranceForm::of).toList(),
        subscription.course().startedAt(),
        end(subscription),
        subscription.course().trialEndsAt(),
        period(subscription.course().term()),
        subscription.course().renews(),
        subscription.nextPlanName(),
        subscription.paymentMethod() == null ? null : subscription.paymentMethod().toString(),
        subscription.account().toString(),
        subscription.requestedAt(),
        subscription.changedAt());
  }

  /** The state in one word of five, as billing systems say it. */
  private static String status(Subscribed subscription) {
    if (!subscription.hindrances().isEmpty()) {
      return "paused";
    }
    return switch (subscription.state()) {
      case SubscriptionState.Requested _, SubscriptionState.AwaitingPayment _ -> "pending";
      case SubscriptionState.Active _, SubscriptionState.Trialing _, SubscriptionState.PastDue _ ->
          "active";
      case SubscriptionState.Suspended _ -> "expired";
      case SubscriptionState.Rejected _ -> "canceled";
      case SubscriptionState.Ended(SubscriptionState.Reason reason) ->
          reason == SubscriptionState.Reason.CANCELED ? "canceled" : "expired";
    };
  }

  /** When it ended, or will as things stand. */
  private static @Nullable Instant end(Subscribed subscription) {
    Term term = subscription.course().term();
    Instant ended = subscription.course().endedAt();
    if (ended != null) {
      return ended;
    }
    if (subscription.state() instanceof SubscriptionState.Active active && active.until() != null) {
      return active.until();
    }
    return subscription.course().renews() || term == null ? null : term.endsAt();
  }

  private static @Nullable PeriodForm period(@Nullable Term term) {
    return term == null ? null : new PeriodForm(term.number(), term.startsAt(), term.endsAt());
  }
}

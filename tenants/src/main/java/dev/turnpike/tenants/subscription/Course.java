package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription runs through its account's time, beside its state.
 *
 * @param startedAt since when calls could pass; null: not yet
 * @param endedAt null while it lives
 * @param trialEndsAt null when it had no trial
 * @param term the current period; null: the plan has none, or it does not run
 * @param renews whether another period follows this one
 * @param next the plan revision that the next period is under; null: the same
 */
public record Course(
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant trialEndsAt,
    @Nullable Term term,
    boolean renews,
    @Nullable UUID next) {
  static final Course NEW = new Course(null, null, null, null, true, null);

  /** What a change of state does to it at this time. */
  Course following(SubscriptionState from, SubscriptionState to, Instant at, Rhythm rhythm) {
    return switch (to) {
      case Trialing(Instant until) -> new Course(at, null, until, null, true, null);
      case Active active ->
          switch (from) {
            case Active before -> this;
            case PastDue before -> this;
            case Suspended before when isRunningAt(at) -> this;
            default -> begun(at, rhythm);
          };
      case Ended ended -> new Course(startedAt, at, trialEndsAt, term, renews, null);
      default -> this;
    };
  }

  /**
   * A period that was over before it was paid begins with the payment: refused time is not sold.
   */
  private boolean isRunningAt(Instant at) {
    return term != null && term.endsAt().isAfter(at);
  }

  private Course begun(Instant at, Rhythm rhythm) {
    return new Course(
        startedAt == null ? at : startedAt,
        null,
        trialEndsAt,
        rhythm.hasPeriods() ? Term.first(at, rhythm) : null,
        true,
        null);
  }

  /** As it is once it is taken up again: no period runs yet. */
  public Course reopened() {
    return new Course(startedAt, null, trialEndsAt, null, true, null);
  }

  public Course with(@Nullable Term term) {
    return new Course(startedAt, endedAt, trialEndsAt, term, renews, next);
  }

  public Course renewing(boolean renews) {
    return new Course(startedAt, endedAt, trialEndsAt, term, renews, next);
  }

  /** Under another plan from the next period on; null: under the same. */
  public Course changingTo(@Nullable UUID next) {
    return new Course(startedAt, endedAt, trialEndsAt, term, renews, next);
  }

  /** When time alone moves a subscription that is in this state; empty: never. */
  Optional<Instant> dueAt(SubscriptionState state) {
    return switch (state) {
      case Trialing(Instant until) -> Optional.of(until);
      case PastDue(Instant graceUntil, var invoice) -> Optional.of(graceUntil);
      case Active(Instant since, Instant until) ->
          Stream.of(Optional.ofNullable(until), Optional.ofNullable(term).map(Term::endsAt))
              .flatMap(Optional::stream)
              .min(Instant::compareTo);
      default -> Optional.empty();
    };
  }
}

package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands, from the wish to the end. A transition is a method of the states
 * that allow it and of no other, so that an illegal one does not compile. Pause and block are no
 * states: they lie over whatever this says ({@link Hindrance}). Times are the account's, in
 * microseconds as the database keeps them.
 */
public sealed interface SubscriptionState {

  /**
   * The state of a request once nobody needs to decide any more, or from the start.
   *
   * @param trialUntil null: it has no trial
   */
  static SubscriptionState admitted(Money dueAtStart, @Nullable Instant trialUntil, Instant now) {
    if (trialUntil != null) {
      return new Trialing(trialUntil);
    }
    return dueAtStart.isPositive() ? new AwaitingPayment(dueAtStart, null) : new Active(now, null);
  }

  /**
   * Somebody has to decide step {@code position} of {@code of}, counted from 1.
   *
   * @param of how many steps the request started with
   */
  record Requested(int position, int of) implements SubscriptionState {
    public Requested {
      if (position < 1 || position > of) {
        throw new IllegalArgumentException("step " + position + " of " + of);
      }
    }

    /** The open step is approved; the last one admits. */
    public SubscriptionState approved(Money dueAtStart, @Nullable Instant trialUntil, Instant now) {
      return position < of
          ? new Requested(position + 1, of)
          : admitted(dueAtStart, trialUntil, now);
    }

    public Rejected rejected(String reason) {
      return new Rejected(reason);
    }

    /** One more step at the end: the wait for a date that was agreed. */
    public Requested longer() {
      return new Requested(position, of + 1);
    }

    /** The consumer does not want it any more. */
    public Ended withdrawn() {
      return new Ended(Reason.CANCELED);
    }
  }

  /** Refused; the application may ask again. */
  record Rejected(String reason) implements SubscriptionState {
    public Rejected {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a refusal has a reason");
      }
    }
  }

  /** Approved; the first payment is missing. */
  record AwaitingPayment(Money due, @Nullable InvoiceId invoice) implements SubscriptionState {
    public Active paid(Instant now) {
      return new Active(now, null);
    }

    public Ended canceled() {
      return new Ended(Reason.CANCELED);
    }
  }

  /**
   * Calls pass.
   *
   * @param until when it ends by a cancellation made before; null: it goes on
   */
  record Active(Instant since, @Nullable Instant until) implements SubscriptionState {
    public Active {
      since = since.truncatedTo(ChronoUnit.MICROS);
      until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    /** Calls go on until grace is over. */
    public PastDue chargeFailed(InvoiceId invoice, Instant graceUntil) {
      return new PastDue(graceUntil, invoice);
    }

    public Active canceledAt(Instant end) {
      return new Active(since, end);
    }

    /** It ends no later than then. */
    public Active endingBy(@Nullable Instant end) {
      return end == null || (until != null && until.isBefore(end)) ? this : new Active(since, end);
    }

    /** The cancellation is taken back. */
    public Active kept() {
      return new Active(since, null);
    }

    public Ended canceled() {
      return new Ended(Reason.CANCELED);
    }

    public Ended expired() {
      return new Ended(Reason.EXPIRED);
    }
  }

  /** Calls pass until the trial is over. */
  record Trialing(Instant until) implements SubscriptionState {
    public Trialing {
      until = until.truncatedTo(ChronoUnit.MICROS);
    }

    public Active converted(Instant now) {
      return new Active(now, null);
    }

    public Ended over() {
      return new Ended(Reason.TRIAL_OVER);
    }

    public Ended canceled() {
      return new Ended(Reason.CANCELED);
    }
  }

  /** A charge failed; calls pass until grace is over. */
  record PastDue(Instant graceUntil, InvoiceId invoice) implements SubscriptionState {
    public PastDue {
      graceUntil = graceUntil.truncatedTo(ChronoUnit.MICROS);
    }

    public Active paid(Instant now) {
      return new Active(now, null);
    }

    /** Grace is over and the invoice is unpaid. */
    public Suspended graceOver(Money due, @Nullable String decline) {
      return new Suspended(invoice, due, decline);
    }

    public Ended canceled() {
      return new Ended(Reason.CANCELED);
    }
  }

  /**
   * Calls are refused until the invoice is paid.
   *
   * @param decline the processor's word for why the last charge failed
   */
  record Suspended(InvoiceId invoice, Money due, @Nullable String decline)
      implements SubscriptionState {
    public Active paid(Instant now) {
      return new Active(now, null);
    }

    /** Another attempt failed for another reason. */
    public Suspended declined(String why) {
      return new Suspended(invoice, due, why);
    }

    public Ended canceled() {
      return new Ended(Reason.CANCELED);
    }
  }

  record Ended(Reason reason) implements SubscriptionState {
    /** Taken up again, without a new approval. */
    public SubscriptionState renewed(Money dueAtStart, Instant now) {
      return admitted(dueAtStart, null, now);
    }
  }

  /** Why it ended. */
  enum Reason {
    EXPIRED,
    CANCELED,
    TRIAL_OVER
  }
}

package dev.turnpike.tenants.dunning;

import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.News.Tone;
import dev.turnpike.tenants.notice.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The letters that time writes. Each looks at the subscription as it is then, and says nothing when
 * it no longer holds.
 */
@ApplicationScoped
class Reminders {
  private final Rows rows;
  private final Notices notices;

  Reminders(Rows rows, Notices notices) {
    this.rows = rows;
    this.notices = notices;
  }

  @Produces
  @Singleton
  DueWork renewal() {
    return new Reminder("remind-renewal", rows, notices, Reminders::ofRenewal);
  }

  @Produces
  @Singleton
  DueWork trial() {
    return new Reminder("remind-trial", rows, notices, Reminders::ofTrial);
  }

  @Produces
  @Singleton
  DueWork half() {
    return new Reminder(
        "remind-grace-half", rows, notices, (it, id, at) -> ofGrace(it, id, at, "grace-half"));
  }

  @Produces
  @Singleton
  DueWork last() {
    return new Reminder(
        "remind-grace-last", rows, notices, (it, id, at) -> ofGrace(it, id, at, "grace-last"));
  }

  @Produces
  @Singleton
  DueWork suspended() {
    return new Reminder("remind-suspended", rows, notices, Reminders::ofSuspension);
  }

  @Produces
  @Singleton
  DueWork recovered() {
    return new Reminder("remind-recovered", rows, notices, Reminders::ofRecovery);
  }

  static Optional<News> ofRenewal(Case it, UUID id, Instant at) {
    Instant end = it.periodEnd();
    if (!it.isIn("active") || end == null || it.until() != null) {
      return Optional.empty();
    }
    String what = it.fee().map(fee -> " for " + fee).orElse("");
    return Optional.of(
        it.news(
            "renewal",
            id,
            end.toString(),
            Tone.INFO,
            it.application() + " renews on " + Case.day(end),
            it.plan()
                + " at "
                + it.publisher()
                + " renews"
                + what
                + ", charged to your main card."
                + " Cancel before, and it ends instead.",
            at));
  }

  static Optional<News> ofTrial(Case it, UUID id, Instant at) {
    Instant end = it.until();
    if (!it.isIn("trialing") || end == null) {
      return Optional.empty();
    }
    return Optional.of(
        it.news(
            "trial-ends",
            id,
            end.toString(),
            Tone.WARN,
            "The trial of " + it.application() + " ends on " + Case.day(end),
            "With a card on file it goes on as "
                + it.plan()
                + it.fee().map(fee -> " for " + fee).orElse("")
                + "; without one calls are refused from then on.",
            at));
  }

  static Optional<News> ofGrace(Case it, UUID id, Instant at, String kind) {
    Instant end = it.graceUntil();
    if (!it.isIn("past_due") || end == null) {
      return Optional.empty();
    }
    boolean last = kind.equals("grace-last");
    return Optional.of(
        it.news(
            kind,
            id,
            it.invoiceNumber(),
            last ? Tone.BAD : Tone.WARN,
            last
                ? "Access stops on " + Case.stamp(end)
                : "Invoice " + it.invoiceNumber() + " is still unpaid",
            it.due()
                + " are unpaid for "
                + it.application()
                + ". Access stops on "
                + Case.stamp(end)
                + " unless it is paid before.",
            at));
  }

  static Optional<News> ofSuspension(Case it, UUID id, Instant at) {
    return it.isIn("suspended")
        ? Optional.of(
            it.news(
                "suspended",
                id,
                it.invoiceNumber(),
                Tone.BAD,
                "Calls of " + it.application() + " are refused now",
                "Grace is over and invoice "
                    + it.invoiceNumber()
                    + " over "
                    + it.due()
                    + " is unpaid. The keys stay valid: pay it, and calls pass again at once.",
                at))
        : Optional.empty();
  }

  static Optional<News> ofRecovery(Case it, UUID id, Instant at) {
    return it.isIn("active")
        ? Optional.of(
            it.news(
                "recovered",
                id,
                at.toString(),
                Tone.GOOD,
                "Calls of " + it.application() + " pass again",
                "The payment arrived. " + it.plan() + " at " + it.publisher() + " goes on.",
                at))
        : Optional.empty();
  }
}

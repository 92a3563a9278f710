package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.due.Agenda;
import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What time does to an open step, one thing a turn: it is opened, reminded of at half its limit,
 * escalated at the limit, and refused at twice the limit. A step without a limit is reminded of
 * after two days, and waits. A start date passes by itself.
 */
@ApplicationScoped
class StepClock implements DueWork {
  private static final Duration USUAL_REMINDER = Duration.ofDays(2);

  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Verdicts verdicts;
  private final StepLetters letters;
  private final Agenda agenda;
  private final Audit audit;

  StepClock(
      Rows rows,
      Lifecycle lifecycle,
      Verdicts verdicts,
      StepLetters letters,
      Agenda agenda,
      Audit audit) {
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.verdicts = verdicts;
    this.letters = letters;
    this.agenda = agenda;
    this.audit = audit;
  }

  @Override
  public String kind() {
    return Lifecycle.STEP;
  }

  @Override
  public Uni<Void> hold(Mutiny.Session session, Due due) {
    return lifecycle.hold(session, new SubscriptionId(due.subject())).replaceWithVoid();
  }

  @Override
  public Uni<After> run(Mutiny.Session session, Due due) {
    return lifecycle
        .hold(session, new SubscriptionId(due.subject()))
        .chain(
            found ->
                found.isPresent() && found.get().state() instanceof Requested open
                    ? turn(session, found.get(), open, due.at())
                    : Uni.createFrom().voidItem())
        .replaceWith(After.NOTHING);
  }

  private Uni<Void> turn(Mutiny.Session session, Subscribed held, Requested open, Instant at) {
    return verdicts
        .open(session, held.id())
        .chain(
            step ->
                step.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : turn(session, held, open, step.get(), at));
  }

  private Uni<Void> turn(
      Mutiny.Session session, Subscribed held, Requested open, StepRow step, Instant at) {
    Instant begun = step.openedAt();
    if (begun == null) {
      return opened(session, held, step, at);
    }
    if (step.terms().kind() == StepTerms.Kind.START) {
      Verdicts.Speaker time = Verdicts.Speaker.nobody(held, "time");
      return verdicts
          .yes(session, held, step.position(), time, "", Map.of(), false)
          .replaceWithVoid();
    }
    Limits limits = Limits.of(begun, step.terms().days());
    if (step.remindedAt() == null && isOver(limits.reminder(), at)) {
      return marked(session, held, step, "reminded_at", StepLetters.Occasion.REMINDED, at)
          .chain(() -> next(session, held, later(limits.escalation(), at)));
    }
    if (step.escalatedAt() == null && isOver(limits.escalation(), at)) {
      return marked(session, held, step, "escalated_at", StepLetters.Occasion.ESCALATED, at)
          .chain(() -> escalated(session, held, step))
          .chain(() -> next(session, held, later(limits.end(), at)));
    }
    if (step.escalatedAt() != null && isOver(limits.end(), at)) {
      String why =
          "Nobody decided step %d of %d within %d days."
              .formatted(
                  open.position(), open.of(), 2 * Objects.requireNonNull(step.terms().days()));
      return verdicts
          .no(session, held, open, Verdicts.Speaker.nobody(held, "time"), why)
          .replaceWithVoid();
    }
    return next(session, held, limits.after(step));
  }

  /** When what happens to a step; null: never. */
  private record Limits(Instant reminder, @Nullable Instant escalation, @Nullable Instant end) {
    static Limits of(Instant begun, @Nullable Integer days) {
      return days == null
          ? new Limits(begun.plus(USUAL_REMINDER), null, null)
          : new Limits(
              begun.plus(Duration.ofHours(12L * days)),
              begun.plus(Duration.ofDays(days)),
              begun.plus(Duration.ofDays(2L * days)));
    }

    @Nullable Instant after(StepRow step) {
      return step.remindedAt() == null ? reminder : step.escalatedAt() == null ? escalation : end;
    }
  }

  private Uni<Void> opened(Mutiny.Session session, Subscribed held, StepRow step, Instant at) {
    StepTerms terms = step.terms();
    String start = terms.at();
    Instant next = start == null ? Limits.of(at, terms.days()).reminder() : Instant.parse(start);
    return marked(session, held, step, "opened_at", StepLetters.Occasion.OPENED, at)
        .chain(() -> next(session, held, next))
        .chain(
            () ->
                terms.kind() == StepTerms.Kind.WEBHOOK
                    ? agenda.put(session, held.account(), StepQuestions.DUE, held.id().value(), at)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> marked(
      Mutiny.Session session,
      Subscribed held,
      StepRow step,
      String column,
      StepLetters.Occasion occasion,
      Instant at) {
    return rows.change(
            session,
            "update approval_step set "
                + column
                + " = cast(:at as timestamptz) where subscription_id = :id and position = :position",
            Map.of("at", at, "id", held.id().value(), "position", step.position()))
        .chain(() -> letters.turn(session, held, step.toStep(), occasion, at));
  }

  private Uni<Void> escalated(Mutiny.Session session, Subscribed held, StepRow step) {
    return audit.note(
        session,
        held.consumer().tenant(),
        null,
        "subscription.escalated",
        "subscription",
        held.id().toString(),
        Map.of("step", step.position(), "to", step.terms().escalatesTo()));
  }

  private Uni<Void> next(Mutiny.Session session, Subscribed held, @Nullable Instant at) {
    return at == null
        ? Uni.createFrom().voidItem()
        : agenda.put(session, held.account(), Lifecycle.STEP, held.id().value(), at);
  }

  private static boolean isOver(@Nullable Instant limit, Instant at) {
    return limit != null && !limit.isAfter(at);
  }

  /** What is late comes at once, but not in one transaction with what it followed. */
  private static @Nullable Instant later(@Nullable Instant limit, Instant at) {
    return limit == null || limit.isAfter(at) ? limit : at;
  }
}

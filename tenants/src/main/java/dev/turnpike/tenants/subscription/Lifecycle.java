package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.due.Agenda;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The one place that moves a subscription from state to state: under a lock of its row, together
 * with its audit event and with when time will move it next, in the caller's transaction. The
 * database notes the change for the gateway.
 */
@ApplicationScoped
public class Lifecycle {
  /** On the agenda: a subscription whose time has come. */
  public static final String DUE = "subscription";

  /** On the agenda: a request whose open step begins, or waits for too long. */
  public static final String STEP = "step";

  /** On the agenda: a subscription that will end soon. */
  public static final String END_NEAR = "remind-end";

  private static final Duration NOTICE = Duration.ofDays(7);

  private static final String WRITE =
      """
      update subscription set state = :state, facts = cast(cast(:facts as text) as jsonb),
        version = version + :step, changed_at = cast(:at as timestamptz), plan_revision_id = :revision,
        started_at = cast(cast(:started as text) as timestamptz),
        ended_at = cast(cast(:ended as text) as timestamptz),
        trial_ends_at = cast(cast(:trial as text) as timestamptz),
        anchor_at = cast(cast(:anchor as text) as timestamptz),
        period_number = cast(cast(:number as text) as int),
        period_starts_at = cast(cast(:starts as text) as timestamptz),
        period_ends_at = cast(cast(:ends as text) as timestamptz),
        renews = :renews, next_revision_id = cast(cast(:next as text) as uuid)
      where id = :id and version = :version
      """;

  private final Rows rows;
  private final Agenda agenda;
  private final Audit audit;
  private final Clock clock;

  Lifecycle(Rows rows, Agenda agenda, Audit audit, Clock clock) {
    this.rows = rows;
    this.agenda = agenda;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Who moves it.
   *
   * @param tenant whose transaction this is, the publisher or the consumer
   * @param person null when the platform itself does
   */
  public record Actor(TenantId tenant, @Nullable PersonId person) {}

  /**
   * Moves a subscription.
   *
   * @param action for the audit, such as {@code subscription.paid}
   * @param transition empty where the state does not allow it, which becomes a {@link
   *     Outcome.Conflict}
   */
  public Uni<Outcome> move(
      Mutiny.Session session,
      SubscriptionId id,
      Actor actor,
      String action,
      Function<SubscriptionState, Optional<SubscriptionState>> transition) {
    return locked(session, id)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : move(session, found.get(), actor, action, transition, Map.of()));
  }

  /** The subscription, which nobody else can move until this transaction ends. */
  public Uni<Optional<Subscribed>> hold(Mutiny.Session session, SubscriptionId id) {
    return locked(session, id).map(found -> found.map(SubscriptionRow::toSubscribed));
  }

  /** Changes a subscription that this transaction holds. */
  public Uni<Outcome> change(
      Mutiny.Session session,
      Subscribed held,
      Actor actor,
      String action,
      Change change,
      Map<String, String> facts) {
    return locked(session, held.id())
        .chain(found -> change(session, found.orElseThrow(), actor, action, change, facts));
  }

  /**
   * The open step of a request that this transaction holds is passed: the next one is open, or the
   * last one admits.
   *
   * @param longer whether a step was added at the end
   */
  public Uni<Outcome> pass(
      Mutiny.Session session,
      Subscribed held,
      Actor actor,
      boolean longer,
      Map<String, String> facts) {
    return locked(session, held.id())
        .map(Optional::orElseThrow)
        .chain(
            row ->
                move(
                    session,
                    row,
                    actor,
                    "subscription.approved",
                    state ->
                        state instanceof SubscriptionState.Requested open
                            ? Optional.of(admitted(row, longer ? open.longer() : open))
                            : Optional.empty(),
                    facts));
  }

  private SubscriptionState admitted(SubscriptionRow row, SubscriptionState.Requested open) {
    Instant now = row.accountTime(clock.instant());
    return open.approved(row.dueAtStart(), row.trialUntil(now), now);
  }

  /** A subscription that was just asked for: its course begins with its first state. */
  Uni<Void> begun(Mutiny.Session session, SubscriptionId id) {
    return locked(session, id)
        .map(Optional::orElseThrow)
        .chain(
            row -> {
              SubscriptionState state = row.current();
              Course course =
                  Course.NEW.following(
                      new SubscriptionState.Requested(1, 1),
                      state,
                      row.accountTime(clock.instant()),
                      row.rhythm());
              return write(session, row, new Change(state, course, row.revision()), 0);
            });
  }

  /** The row, which nobody else can move until this transaction ends. */
  Uni<Optional<SubscriptionRow>> locked(Mutiny.Session session, SubscriptionId id) {
    return rows.first(
        session,
        SubscriptionRow.class,
        SubscriptionRow.SELECT + " where s.id = :id for update of s",
        Map.of("id", id.value()));
  }

  Uni<Outcome> move(
      Mutiny.Session session,
      SubscriptionRow row,
      Actor actor,
      String action,
      Function<SubscriptionState, Optional<SubscriptionState>> transition,
      Map<String, String> facts) {
    Optional<SubscriptionState> next = transition.apply(row.current());
    return next.isEmpty()
        ? Uni.createFrom().item(notFrom(row))
        : change(session, row, actor, action, following(row, next.get()), facts);
  }

  private Change following(SubscriptionRow row, SubscriptionState next) {
    Instant at =
        next instanceof SubscriptionState.Active active
            ? active.since()
            : row.accountTime(clock.instant());
    Course course = row.toCourse().following(row.current(), next, at, row.rhythm());
    return new Change(next, course, row.revision());
  }

  static Outcome notFrom(SubscriptionRow row) {
    return notIn(row.state());
  }

  /** The answer to a command that the state does not allow, or that saw another version. */
  public static Outcome notFrom(Subscribed held) {
    return notIn(StateColumns.of(held.state()).state());
  }

  private static Outcome notIn(String state) {
    return new Outcome.Conflict("It is " + state.replace('_', ' ') + " by now.");
  }

  private Uni<Outcome> change(
      Mutiny.Session session,
      SubscriptionRow row,
      Actor actor,
      String action,
      Change change,
      Map<String, String> facts) {
    SubscriptionState next = agreed(row, change.state());
    return write(session, row, change, 1)
        .chain(() -> note(session, row, actor, action, next, facts))
        .replaceWith(new Outcome.Done(row.subscription(), next));
  }

  /** A step of the version makes what somebody saw before stale; the first state is no news. */
  private Uni<Void> write(Mutiny.Session session, SubscriptionRow row, Change change, int step) {
    SubscriptionState next = agreed(row, change.state());
    StateColumns columns = StateColumns.of(next);
    Course course = change.course();
    Term term = course.term();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("version", row.version());
    values.put("step", step);
    values.put("state", columns.state());
    values.put("facts", columns.facts());
    values.put("at", clock.instant());
    values.put("revision", change.revision());
    values.put("started", text(course.startedAt()));
    values.put("ended", text(course.endedAt()));
    values.put("trial", text(course.trialEndsAt()));
    values.put("anchor", text(term == null ? null : term.anchor()));
    values.put("number", text(term == null ? null : term.number()));
    values.put("starts", text(term == null ? null : term.startsAt()));
    values.put("ends", text(term == null ? null : term.endsAt()));
    values.put("renews", course.renews());
    values.put("next", text(course.next()));
    return rows.change(session, WRITE, values)
        .invoke(
            changed -> {
              if (changed != 1) {
                throw new IllegalStateException(row.id() + " moved in spite of its lock");
              }
            })
        .chain(() -> plan(session, row, course.dueAt(next)))
        .chain(() -> planStep(session, row, next))
        .chain(() -> planNotice(session, row, next, course));
  }

  /** What was agreed at approval holds in whatever way it becomes active. */
  private static SubscriptionState agreed(SubscriptionRow row, SubscriptionState next) {
    return next instanceof SubscriptionState.Active active
        ? active.endingBy(row.agreedEnd())
        : next;
  }

  /** Each step is opened by its time, once the request has come to it. */
  private Uni<Void> planStep(Mutiny.Session session, SubscriptionRow row, SubscriptionState next) {
    if (next instanceof SubscriptionState.Requested) {
      Instant now = row.accountTime(clock.instant());
      return agenda.put(session, new AccountId(row.accountId()), STEP, row.id(), now);
    }
    return row.state().equals("requested")
        ? agenda.remove(session, STEP, row.id())
        : Uni.createFrom().voidItem();
  }

  /** A week before it ends without renewing; not when that is past, or it goes on. */
  private Uni<Void> planNotice(
      Mutiny.Session session, SubscriptionRow row, SubscriptionState next, Course course) {
    Instant end = next instanceof SubscriptionState.Active active ? end(active, course) : null;
    Instant now = row.accountTime(clock.instant());
    return end == null || end.minus(NOTICE).isBefore(now)
        ? agenda.remove(session, END_NEAR, row.id())
        : agenda.put(
            session, new AccountId(row.accountId()), END_NEAR, row.id(), end.minus(NOTICE));
  }

  /** Null while it goes on. */
  public static @Nullable Instant end(SubscriptionState.Active active, Course course) {
    if (active.until() != null) {
      return active.until();
    }
    return course.renews() || course.term() == null ? null : course.term().endsAt();
  }

  /** Puts down again when time will move it next. */
  public Uni<Void> plan(Mutiny.Session session, Subscribed held) {
    Optional<Instant> at = held.course().dueAt(held.state());
    return at.isPresent()
        ? agenda.put(session, held.account(), DUE, held.id().value(), at.get())
        : agenda.remove(session, DUE, held.id().value());
  }

  private Uni<Void> plan(Mutiny.Session session, SubscriptionRow row, Optional<Instant> at) {
    return at.isPresent()
        ? agenda.put(session, new AccountId(row.accountId()), DUE, row.id(), at.get())
        : agenda.remove(session, DUE, row.id());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  Uni<Void> note(
      Mutiny.Session session,
      SubscriptionRow row,
      Actor actor,
      String action,
      SubscriptionState next,
      Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("from", row.state());
    all.put("to", StateColumns.of(next).state());
    return audit.note(
        session,
        actor.tenant(),
        actor.person(),
        action,
        "subscription",
        row.subscription().toString(),
        all);
  }
}

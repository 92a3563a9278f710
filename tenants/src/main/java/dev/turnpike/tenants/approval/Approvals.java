package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What people decide. A decision names the version that was seen, so of two deciders one wins and
 * the other learns that it was decided; who decided, when and why is kept for good.
 */
@ApplicationScoped
public class Approvals {
  /** Decisions that are made at once. */
  public static final int MOST_AT_ONCE = 100;

  private static final int LONGEST_REASON = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Verdicts verdicts;
  private final Votes votes;
  private final Clock clock;

  Approvals(
      Tenancy tenancy,
      Rows rows,
      Lifecycle lifecycle,
      Verdicts verdicts,
      Votes votes,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.verdicts = verdicts;
    this.votes = votes;
    this.clock = clock;
  }

  /** {@link #approve(Acting, SubscriptionId, int, Yes)} with nothing but a comment. */
  public Uni<Outcome> approve(Acting acting, SubscriptionId id, int version, String comment) {
    return approve(acting, id, version, Yes.saying(comment));
  }

  /**
   * Says yes to the open step, for the side that has to decide it. It is passed with the last yes
   * that it needs. {@link Outcome.Conflict} when it is somebody else's turn, or was decided.
   *
   * @param version the {@link Subscribed#version} that was seen
   */
  public Uni<Outcome> approve(Acting acting, SubscriptionId id, int version, Yes yes) {
    return with(
        acting,
        id,
        version,
        (session, held, open, step) -> approve(session, acting, new Case(held, open, step), yes));
  }

  private record Case(Subscribed held, Requested open, Step step) {}

  private Uni<Outcome> approve(Mutiny.Session session, Acting acting, Case it, Yes yes) {
    if (!isTheirs(acting, it)) {
      return conflict(waitsFor(it));
    }
    Optional<Outcome.Invalid> wrong = wrong(it, yes);
    if (wrong.isPresent()) {
      return Uni.createFrom().item(wrong.get());
    }
    boolean escalated = it.step().escalatedAt() != null;
    return voice(session, acting, it.held(), Voice.deciders(it.step().terms(), escalated))
        .chain(
            voice ->
                voice.isEmpty()
                    ? Uni.createFrom().item(new Outcome.OwnRequest())
                    : vote(session, acting, it, voice.get(), yes));
  }

  private Uni<Outcome> vote(Mutiny.Session session, Acting acting, Case it, Voice voice, Yes yes) {
    String comment = cut(yes.comment());
    return votes
        .cast(session, it.held(), it.open().position(), acting, voice, comment)
        .chain(
            count ->
                count == 0
                    ? conflict("You have approved this step already.")
                    : count < it.step().terms().needed()
                        ? votes.noted(session, it.held(), acting, count, comment)
                        : pass(session, acting, it, voice, yes, comment));
  }

  private Uni<Outcome> pass(
      Mutiny.Session session, Acting acting, Case it, Voice voice, Yes yes, String comment) {
    Instant now = it.held().accountTime(clock.instant());
    Instant start = yes.startsAt();
    boolean waits = start != null && start.isAfter(now);
    Uni<Void> dates = Uni.createFrom().voidItem();
    if (waits && start != null) {
      dates = verdicts.addStart(session, it.held(), it.open(), start);
    }
    Instant end = yes.endsAt();
    if (end != null) {
      dates = dates.chain(() -> verdicts.agreeEnd(session, it.held(), end));
    }
    return dates.chain(
        () ->
            verdicts.yes(
                session,
                it.held(),
                it.open().position(),
                speaker(acting, voice),
                comment,
                dates(yes, waits),
                waits));
  }

  private static Map<String, String> dates(Yes yes, boolean waits) {
    Map<String, String> facts = new java.util.HashMap<>();
    if (waits && yes.startsAt() != null) {
      facts.put("starts_at", yes.startsAt().toString());
    }
    if (yes.endsAt() != null) {
      facts.put("ends_at", yes.endsAt().toString());
    }
    return facts;
  }

  /** Dates are the publisher's to set, and in order. */
  private Optional<Outcome.Invalid> wrong(Case it, Yes yes) {
    Instant now = it.held().accountTime(clock.instant());
    Instant from = yes.startsAt() == null || yes.startsAt().isBefore(now) ? now : yes.startsAt();
    if (yes.startsAt() != null && yes.startsAt().isAfter(now.plus(366, ChronoUnit.DAYS))) {
      return Optional.of(
          new Outcome.Invalid("starts_at", "Choose a start within a year of today."));
    }
    if (yes.endsAt() != null && !yes.endsAt().isAfter(from)) {
      return Optional.of(new Outcome.Invalid("ends_at", "Choose an end after the start."));
    }
    boolean dated = yes.startsAt() != null || yes.endsAt() != null;
    return dated && it.step().turn() != Step.Turn.PUBLISHER
        ? Optional.of(new Outcome.Invalid("starts_at", "Only the publisher sets dates."))
        : Optional.empty();
  }

  /**
   * Refuses the request: the publisher at any step, a consumer's approver at their own.
   *
   * @param reason told to who asked; mandatory
   */
  public Uni<Outcome> reject(Acting acting, SubscriptionId id, int version, String reason) {
    String told = cut(reason);
    return with(
        acting,
        id,
        version,
        (session, held, open, step) -> reject(session, acting, new Case(held, open, step), told));
  }

  private Uni<Outcome> reject(Mutiny.Session session, Acting acting, Case it, String reason) {
    boolean publisher = acting.tenant().equals(it.held().publisher().tenant());
    if (!publisher && it.step().turn() != Step.Turn.CONSUMER) {
      return conflict(waitsFor(it) + " Withdraw the request instead.");
    }
    boolean escalated = it.step().escalatedAt() != null;
    Set<Role> deciders =
        isTheirs(acting, it)
            ? Voice.deciders(it.step().terms(), escalated)
            : EnumSet.of(Role.OWNER, Role.ADMIN, Role.APPROVER);
    return voice(session, acting, it.held(), deciders)
        .chain(
            voice ->
                voice.isEmpty()
                    ? Uni.createFrom().item(new Outcome.OwnRequest())
                    : reason.isBlank()
                        ? Uni.createFrom()
                            .item(new Outcome.Invalid("reason", "Say why: who asked will read it."))
                        : verdicts.no(
                            session, it.held(), it.open(), speaker(acting, voice.get()), reason));
  }

  /** One of several decisions. */
  public record Choice(SubscriptionId id, int version) {}

  /** What became of each; every decision is a transaction of its own. */
  public record Answer(SubscriptionId id, Outcome outcome) {}

  /** Decides several alike; {@code reason} null approves, with {@code comment}. */
  public Uni<List<Answer>> decideAll(
      Acting acting, List<Choice> choices, boolean approve, String words) {
    return Multi.createFrom()
        .iterable(choices.stream().limit(MOST_AT_ONCE).toList())
        .onItem()
        .transformToUniAndConcatenate(
            choice ->
                (approve
                        ? approve(acting, choice.id(), choice.version(), words)
                        : reject(acting, choice.id(), choice.version(), words))
                    .map(outcome -> new Answer(choice.id(), outcome)))
        .collect()
        .asList();
  }

  private interface Command {
    Uni<Outcome> of(Mutiny.Session session, Subscribed held, Requested open, Step step);
  }

  private Uni<Outcome> with(Acting acting, SubscriptionId id, int version, Command command) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            lifecycle
                .hold(session, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? unknown(acting)
                            : with(session, found.get(), version, command)));
  }

  /** Who decides nothing at all is told so, whether it is there or not. */
  private static Uni<Outcome> unknown(Acting acting) {
    acting.require(Permission.DECIDE_REQUEST);
    return Uni.createFrom().item(new Outcome.Unknown());
  }

  private Uni<Outcome> with(Mutiny.Session session, Subscribed held, int version, Command command) {
    if (held.version() != version || !(held.state() instanceof Requested open)) {
      return Uni.createFrom().item(Lifecycle.notFrom(held));
    }
    return verdicts
        .open(session, held.id())
        .chain(
            step ->
                step.isEmpty()
                    ? Uni.createFrom().item(Lifecycle.notFrom(held))
                    : command.of(session, held, open, step.get().toStep()));
  }

  /** Empty for a request of their own; fails with {@link Forbidden} without the role. */
  private Uni<Optional<Voice>> voice(
      Mutiny.Session session, Acting acting, Subscribed held, Set<Role> deciders) {
    return Voice.of(rows, session, acting, deciders, clock.instant())
        .map(found -> found.orElseThrow(() -> new Forbidden(Permission.DECIDE_REQUEST)))
        .chain(
            voice ->
                voice.isOwn(acting, held)
                    ? Voice.isAlone(rows, session, acting)
                        .map(alone -> alone ? Optional.of(voice) : Optional.<Voice>empty())
                    : Uni.createFrom().item(Optional.of(voice)));
  }

  private static Verdicts.Speaker speaker(Acting acting, Voice voice) {
    return new Verdicts.Speaker(
        new Lifecycle.Actor(acting.tenant(), acting.person()),
        "person",
        acting.person(),
        voice.onBehalfOf());
  }

  private static boolean isTheirs(Acting acting, Case it) {
    return switch (it.step().turn()) {
      case PUBLISHER -> acting.tenant().equals(it.held().publisher().tenant());
      case CONSUMER -> acting.tenant().equals(it.held().consumer().tenant());
      case REQUESTER, SYSTEM, TIME -> false;
    };
  }

  private static String waitsFor(Case it) {
    String step = "Step " + it.open().position() + " of " + it.open().of() + " waits for ";
    return switch (it.step().turn()) {
      case PUBLISHER -> step + it.held().publisher().name() + "'s decision.";
      case CONSUMER -> step + it.held().consumer().name() + "'s own approval.";
      case REQUESTER ->
          step
              + (it.step().terms().kind() == StepTerms.Kind.FORM
                  ? "the requester's answers."
                  : "the requester to accept the terms.");
      case SYSTEM -> step + it.held().publisher().name() + "'s system.";
      case TIME -> step + "its start date.";
    };
  }

  private static Uni<Outcome> conflict(String why) {
    return Uni.createFrom().item(new Outcome.Conflict(why));
  }

  private static String cut(String text) {
    String stripped = text.strip();
    return stripped.substring(0, Math.min(stripped.length(), LONGEST_REASON));
  }
}

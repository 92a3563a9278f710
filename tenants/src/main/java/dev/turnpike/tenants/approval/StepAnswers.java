package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Takes the answers of publishers' systems: each address is good once, for its step, in time. */
@ApplicationScoped
public class StepAnswers {
  private static final int LONGEST_REASON = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Verdicts verdicts;
  private final Clock clock;
  private final String secret;

  StepAnswers(
      Tenancy tenancy,
      Rows rows,
      Lifecycle lifecycle,
      Verdicts verdicts,
      Clock clock,
      @ConfigProperty(name = "turnpike.secret") String secret) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.verdicts = verdicts;
    this.clock = clock;
    this.secret = secret;
  }

  /** What became of an answer. */
  public enum Received {
    TAKEN,
    /** No address of ours. */
    UNKNOWN,
    /** Answered before, or the request went on or ended without it. */
    OVER,
    EXPIRED
  }

  @RegisterForReflection
  record Question(
      UUID id,
      UUID subscriptionId,
      int position,
      Instant expiresAt,
      @Nullable Instant answeredAt) {}

  /**
   * Takes one answer.
   *
   * @param reason mandatory for a no; the requester reads it
   */
  public Uni<Received> answer(String token, boolean approved, String reason) {
    return StepToken.open(secret, token)
        .map(
            opened ->
                tenancy.as(
                    opened.publisher(),
                    session ->
                        rows.first(
                                session,
                                Question.class,
                                "select id, subscription_id, position, expires_at, answered_at"
                                    + " from step_question where id = :id for update",
                                Map.of("id", opened.question()))
                            .chain(
                                found ->
                                    found.isEmpty()
                                        ? received(Received.UNKNOWN)
                                        : answer(session, found.get(), approved, reason))))
        .orElseGet(() -> received(Received.UNKNOWN));
  }

  private Uni<Received> answer(
      Mutiny.Session session, Question question, boolean approved, String reason) {
    if (question.answeredAt() != null) {
      return received(Received.OVER);
    }
    if (!question.expiresAt().isAfter(clock.instant())) {
      return received(Received.EXPIRED);
    }
    return lifecycle
        .hold(session, new SubscriptionId(question.subscriptionId()))
        .chain(
            held ->
                held.isPresent()
                        && held.get().state() instanceof Requested open
                        && open.position() == question.position()
                    ? answer(session, question, held.get(), open, approved, reason)
                    : received(Received.OVER));
  }

  private Uni<Received> answer(
      Mutiny.Session session,
      Question question,
      Subscribed held,
      Requested open,
      boolean approved,
      String reason) {
    String told = reason.substring(0, Math.min(reason.length(), LONGEST_REASON)).strip();
    Verdicts.Speaker system =
        new Verdicts.Speaker(
            new Lifecycle.Actor(held.publisher().tenant(), null), "system", null, null);
    return rows.change(
            session,
            "update step_question set answered_at = cast(:now as timestamptz) where id = :id",
            Map.of("now", clock.instant(), "id", question.id()))
        .chain(
            () ->
                approved
                    ? verdicts.yes(session, held, open.position(), system, told, Map.of(), false)
                    : verdicts.no(session, held, open, system, told))
        .replaceWith(Received.TAKEN);
  }

  private static Uni<Received> received(Received what) {
    return Uni.createFrom().item(what);
  }
}

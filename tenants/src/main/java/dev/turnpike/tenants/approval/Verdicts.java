package dev.turnpike.tenants.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Ends an open step, whoever decided it: the verdict is kept, the state moves, the audit and the
 * letters are written, all in the transaction that holds the subscription.
 */
@ApplicationScoped
class Verdicts {
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final StepLetters letters;
  private final Clock clock;
  private final ObjectMapper json;

  Verdicts(Rows rows, Lifecycle lifecycle, StepLetters letters, Clock clock, ObjectMapper json) {
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.letters = letters;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Who says it.
   *
   * @param by person, requester, system or time
   * @param person null for a system and for time
   */
  record Speaker(
      Lifecycle.Actor actor, String by, @Nullable PersonId person, @Nullable PersonId onBehalfOf) {

    static Speaker nobody(Subscribed held, String by) {
      return new Speaker(new Lifecycle.Actor(held.consumer().tenant(), null), by, null, null);
    }
  }

  /** The open step of a request that this transaction holds. */
  Uni<Optional<StepRow>> open(Mutiny.Session session, SubscriptionId id) {
    return rows.first(session, StepRow.class, StepRow.OPEN, Map.of("id", id.value()));
  }

  /** Yes; the next step is open, or the last one admits. */
  Uni<Outcome> yes(
      Mutiny.Session session,
      Subscribed held,
      int position,
      Speaker speaker,
      String reason,
      Map<String, String> facts,
      boolean longer) {
    Map<String, String> told = new HashMap<>(facts);
    told.put("reason", reason);
    told.put("step", Integer.toString(position));
    return keep(session, held, position, "approved", speaker, reason, facts)
        .chain(() -> lifecycle.pass(session, held, speaker.actor(), longer, told))
        .call(outcome -> tell(session, held, outcome));
  }

  /**
   * No; the request is over.
   *
   * @param reason told to who asked
   */
  Uni<Outcome> no(
      Mutiny.Session session, Subscribed held, Requested open, Speaker speaker, String reason) {
    Map<String, String> told = Map.of("reason", reason, "step", Integer.toString(open.position()));
    return keep(session, held, open.position(), "rejected", speaker, reason, Map.of())
        .chain(
            () ->
                lifecycle.change(
                    session,
                    held,
                    speaker.actor(),
                    "subscription.rejected",
                    held.following(open.rejected(reason), held.accountTime(clock.instant())),
                    told))
        .call(outcome -> tell(session, held, outcome));
  }

  private Uni<Void> tell(Mutiny.Session session, Subscribed held, Outcome outcome) {
    return outcome instanceof Outcome.Done done
        ? letters.decided(session, held, done.state(), held.accountTime(clock.instant()))
        : Uni.createFrom().voidItem();
  }

  /** One more step, after the last: the wait for a date. */
  Uni<Void> addStart(Mutiny.Session session, Subscribed held, Requested open, Instant at) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", held.id().value());
    values.put("publisher", held.publisher().tenant().value());
    values.put("consumer", held.consumer().tenant().value());
    values.put("position", open.of() + 1);
    values.put("kind", StepTerms.Kind.START.word());
    values.put("settings", text(StepTerms.startingAt(at.toString())));
    return rows.change(
            session,
            "insert into approval_step (subscription_id, publisher_id, consumer_id, position, kind,"
                + " settings) values (:id, :publisher, :consumer, :position, :kind,"
                + " cast(cast(:settings as text) as jsonb))",
            values)
        .replaceWithVoid();
  }

  Uni<Void> agreeEnd(Mutiny.Session session, Subscribed held, Instant end) {
    return rows.change(
            session,
            "update subscription set agreed_end = cast(:end as timestamptz) where id = :id",
            Map.of("end", end, "id", held.id().value()))
        .replaceWithVoid();
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      Subscribed held,
      int position,
      String verdict,
      Speaker speaker,
      String reason,
      Map<String, String> facts) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", held.id().value());
    values.put("position", position);
    values.put("publisher", held.publisher().tenant().value());
    values.put("consumer", held.consumer().tenant().value());
    values.put("verdict", verdict);
    values.put("by", speaker.by());
    values.put("person", text(speaker.person()));
    values.put("behalf", text(speaker.onBehalfOf()));
    values.put("reason", reason);
    values.put("facts", text(facts));
    values.put("at", clock.instant());
    return rows.change(
            session,
            """
            insert into approval (subscription_id, position, publisher_id, consumer_id, verdict,
              by_whom, person_id, on_behalf_of, reason, facts, at)
            values (:id, :position, :publisher, :consumer, :verdict, :by,
              cast(nullif(cast(:person as text), '') as uuid),
              cast(nullif(cast(:behalf as text), '') as uuid), :reason,
              cast(cast(:facts as text) as jsonb), cast(:at as timestamptz))
            """,
            values)
        .replaceWithVoid();
  }

  private static String text(@Nullable PersonId id) {
    return id == null ? "" : id.toString();
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }
}

package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The yeses of a step that needs several; the subscription's lock keeps their count exact. */
@ApplicationScoped
class Votes {
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;

  Votes(Rows rows, Audit audit, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  @RegisterForReflection
  record Count(int votes) {}

  /**
   * How many there are with this one; 0 when the person, or whom they speak for, said it before.
   */
  Uni<Integer> cast(
      Mutiny.Session session,
      Subscribed held,
      int position,
      Acting acting,
      Voice voice,
      String comment) {
    PersonId behalf = voice.onBehalfOf();
    Map<String, Object> values = new HashMap<>();
    values.put("id", held.id().value());
    values.put("position", position);
    values.put("publisher", held.publisher().tenant().value());
    values.put("consumer", held.consumer().tenant().value());
    values.put("person", acting.person().value());
    values.put("behalf", behalf == null ? "" : behalf.toString());
    values.put("comment", comment);
    values.put("at", clock.instant());
    return rows.change(
            session,
            """
            insert into approval_vote (subscription_id, position, publisher_id, consumer_id,
              person_id, on_behalf_of, comment, at)
            values (:id, :position, :publisher, :consumer, :person,
              cast(nullif(cast(:behalf as text), '') as uuid), :comment, cast(:at as timestamptz))
            on conflict do nothing
            """,
            values)
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom().item(0)
                    : rows.first(
                            session,
                            Count.class,
                            "select count(*) as votes from approval_vote"
                                + " where subscription_id = :id and position = :position",
                            Map.of("id", held.id().value(), "position", position))
                        .map(found -> found.orElseThrow().votes()));
  }

  /** A yes that is not the last one needed changes no state, but stands in the audit. */
  Uni<Outcome> noted(
      Mutiny.Session session, Subscribed held, Acting acting, int count, String comment) {
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            "subscription.vote-given",
            "subscription",
            held.id().toString(),
            Map.of("votes", count, "comment", comment))
        .replaceWith(new Outcome.Done(held.id(), held.state()));
  }
}

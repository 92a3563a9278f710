package dev.turnpike.tenants.customer;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Shuts a consumer out of all that a publisher sells, and lets it in again. Each live subscription
 * is blocked by a row of its own, which the gateway knows already; what is subscribed to meanwhile
 * is blocked by the database. Doing either twice changes nothing.
 */
@ApplicationScoped
public class CustomerBlocks {
  private static final int LONGEST_REASON = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;

  CustomerBlocks(Tenancy tenancy, Rows rows, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /** For a reason other than money; the reason is told to the consumer. */
  public Uni<BlockAnswer> block(Acting publisher, String consumer, String reason) {
    publisher.require(Permission.BLOCK_SUBSCRIPTION);
    String told = reason.strip();
    if (told.isEmpty()) {
      return Uni.createFrom().item(new BlockAnswer.ReasonMissing());
    }
    String kept = told.substring(0, Math.min(told.length(), LONGEST_REASON));
    return tenancy.as(
        publisher.tenant(),
        session ->
            known(session, publisher, consumer)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new BlockAnswer.Unknown())
                            : put(session, publisher, found.get(), consumer, kept)));
  }

  /** Takes away the block of the whole consumer; what was blocked alone stays so. */
  public Uni<BlockAnswer> unblock(Acting publisher, String consumer) {
    publisher.require(Permission.BLOCK_SUBSCRIPTION);
    return tenancy.as(
        publisher.tenant(),
        session ->
            known(session, publisher, consumer)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new BlockAnswer.Unknown())
                            : take(session, publisher, found.get(), consumer)));
  }

  private Uni<BlockAnswer> put(
      Mutiny.Session session, Acting publisher, UUID consumer, String slug, String reason) {
    Map<String, Object> values = parties(publisher, consumer);
    values.put("person", publisher.person().value());
    values.put("reason", reason);
    values.put("at", clock.instant());
    return rows.change(
            session,
            "insert into consumer_block (publisher_id, consumer_id, person_id, reason, at) values"
                + " (:publisher, :consumer, :person, :reason, cast(:at as timestamptz))"
                + " on conflict (publisher_id, consumer_id) do nothing",
            values)
        .chain(
            begun ->
                begun == 0
                    ? Uni.createFrom().item(new BlockAnswer.Done(0))
                    : rows.change(
                            session,
                            """
                            insert into hindrance (subscription_id, kind, publisher_id, consumer_id,
                              application_id, person_id, reason, at, with_consumer)
                            select id, 'blocked', publisher_id, consumer_id, application_id, :person,
                              :reason, cast(:at as timestamptz), true
                            from subscription where publisher_id = :publisher
                              and consumer_id = :consumer and state not in ('rejected', 'ended')
                            on conflict (subscription_id, kind) do nothing
                            """,
                            values)
                        .chain(
                            number ->
                                noted(
                                    session, publisher, "consumer.blocked", slug, number, reason)));
  }

  private Uni<BlockAnswer> take(
      Mutiny.Session session, Acting publisher, UUID consumer, String slug) {
    Map<String, Object> values = parties(publisher, consumer);
    return rows.change(
            session,
            "delete from consumer_block where publisher_id = :publisher"
                + " and consumer_id = :consumer",
            values)
        .chain(
            ended ->
                ended == 0
                    ? Uni.createFrom().item(new BlockAnswer.Done(0))
                    : rows.change(
                            session,
                            "delete from hindrance where publisher_id = :publisher and"
                                + " consumer_id = :consumer and kind = 'blocked' and with_consumer",
                            values)
                        .chain(
                            number ->
                                noted(session, publisher, "consumer.unblocked", slug, number, "")));
  }

  private Uni<BlockAnswer> noted(
      Mutiny.Session session,
      Acting publisher,
      String action,
      String slug,
      int subscriptions,
      String reason) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("subscriptions", subscriptions);
    if (!reason.isEmpty()) {
      facts.put("reason", reason);
    }
    return audit
        .note(session, publisher.tenant(), publisher.person(), action, "consumer", slug, facts)
        .replaceWith(new BlockAnswer.Done(subscriptions));
  }

  private Uni<Optional<UUID>> known(Mutiny.Session session, Acting publisher, String slug) {
    return rows.first(
            session,
            Known.class,
            "select c.id from account a join tenant c on c.id = a.consumer_id"
                + " where a.publisher_id = :publisher and c.slug = :slug limit 1",
            Map.of("publisher", publisher.tenant().value(), "slug", slug))
        .map(found -> found.map(Known::id));
  }

  private static Map<String, Object> parties(Acting publisher, UUID consumer) {
    Map<String, Object> values = new HashMap<>();
    values.put("publisher", publisher.tenant().value());
    values.put("consumer", consumer);
    return values;
  }

  @RegisterForReflection
  record Known(UUID id) {}
}

package dev.turnpike.tenants.support;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Questions to a publisher's support: kept, and sent to its address with all that is known. */
@ApplicationScoped
public class Tickets {
  private static final int MOST_LISTED = 20;
  private static final int MOST_AN_HOUR = 20;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Tickets(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The letter to the support. */
  public record Letter(String subject, String body, String path) {}

  @RegisterForReflection
  record Count(long count) {}

  /**
   * Keeps the question and writes the letter, in one transaction. Empty when the tenant asked 20 a
   * publisher within the hour.
   */
  public Uni<Optional<UUID>> open(
      Acting acting, Tenant publisher, NewTicket ticket, Letter letter) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Count.class,
                    "select count(*) as count from ticket where consumer_id = :tenant"
                        + " and publisher_id = :publisher and at > cast(:since as timestamptz)",
                    Map.of(
                        "tenant", acting.tenant().value(),
                        "publisher", publisher.id().value(),
                        "since", clock.instant().minus(Duration.ofHours(1))))
                .chain(
                    asked ->
                        asked.orElseThrow().count() >= MOST_AN_HOUR
                            ? Uni.createFrom().item(Optional.empty())
                            : insert(session, acting, publisher, ticket, letter)
                                .map(Optional::of)));
  }

  private Uni<UUID> insert(
      Mutiny.Session session, Acting acting, Tenant publisher, NewTicket ticket, Letter letter) {
    UUID id = ids.next();
    Instant now = clock.instant();
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("publisher", publisher.id().value());
    values.put("consumer", acting.tenant().value());
    values.put("person", acting.person().value());
    values.put("reply", acting.visitor().email());
    values.put("denial", ticket.denial() == null ? "" : ticket.denial());
    values.put("request", ticket.request() == null ? "" : ticket.request().toString());
    values.put("account", ticket.account() == null ? "" : ticket.account().toString());
    values.put("subject", ticket.subject());
    values.put("happened", ticket.happened());
    values.put("tried", ticket.tried());
    values.put("logs", ticket.logs());
    values.put("endpoint", ticket.endpoint());
    values.put("when", ticket.happenedAt());
    values.put("answer", ticket.answer());
    values.put("to", publisher.supportEmail() == null ? "" : publisher.supportEmail());
    values.put("at", now);
    return rows.change(
            session,
            """
            insert into ticket (id, publisher_id, consumer_id, person_id, reply_to, denial_id,
              request_id, account_id, subject, happened, tried, logs, endpoint, happened_at, answer,
              sent_to, at)
            values (:id, :publisher, :consumer, :person, :reply,
              nullif(cast(:denial as text), ''),
              cast(nullif(cast(:request as text), '') as uuid),
              cast(nullif(cast(:account as text), '') as uuid), :subject, :happened, :tried, :logs,
              :endpoint, :when, :answer, nullif(cast(:to as text), ''), cast(:at as timestamptz))
            """,
            values)
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "ticket.opened",
                    "ticket",
                    id.toString(),
                    Map.of("publisher", publisher.slug())))
        .chain(() -> publisher.supportEmail() == null ? nothing() : write(session, id, letter, now))
        .replaceWith(id);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> write(Mutiny.Session session, UUID ticket, Letter letter, Instant now) {
    return session
        .createNativeQuery(
            "select 1 from (select ticket_letter(:id, :ticket, :subject, :body, :path,"
                + " cast(:now as timestamptz))) written",
            Integer.class)
        .setParameter("id", ids.next())
        .setParameter("ticket", ticket)
        .setParameter("subject", letter.subject())
        .setParameter("body", letter.body())
        .setParameter("path", letter.path())
        .setParameter("now", now)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** The tenant's own last questions to this publisher, newest first. */
  public Uni<List<Ticket>> of(Acting acting, TenantId publisher) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.list(
                session,
                Ticket.class,
                """
                select t.id, t.at, t.subject, coalesce(p.name, t.reply_to) as person, t.sent_to
                from ticket t left join person p on p.id = t.person_id
                where t.consumer_id = :tenant and t.publisher_id = :publisher
                order by t.id desc limit :most
                """,
                Map.of(
                    "tenant", acting.tenant().value(),
                    "publisher", publisher.value(),
                    "most", MOST_LISTED)));
  }
}

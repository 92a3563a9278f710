package dev.turnpike.tenants.notice;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.ThisContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The outbox of letters. A letter is taken by pushing its time ahead, sent outside of any
 * transaction, and marked: nodes do not send one letter twice at once, a node that dies in between
 * sends it again.
 */
@ApplicationScoped
public class Mails {
  private static final Logger LOG = Logger.getLogger(Mails.class);
  private static final int AT_ONCE = 20;
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Tenancy tenancy;
  private final Rows rows;
  private final MailOut out;
  private final Clock clock;
  private final String portal;

  Mails(
      Tenancy tenancy,
      Rows rows,
      MailOut out,
      Clock clock,
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          String portal) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.out = out;
    this.clock = clock;
    this.portal = portal;
  }

  @RegisterForReflection
  record Letter(
      UUID noticeId,
      UUID personId,
      String address,
      int attempts,
      String title,
      String body,
      String path) {
    String text(String portal) {
      return body + "\n\n" + portal + path + "\n";
    }
  }

  /** Sends what waits for a tenant; answers how many letters went out. */
  public Uni<Integer> send(TenantId tenant) {
    return tenancy
        .as(tenant, this::take)
        .chain(
            letters ->
                Multi.createFrom()
                    .iterable(letters)
                    .onItem()
                    .transformToUniAndConcatenate(letter -> send(tenant, letter))
                    .collect()
                    .asList())
        .map(sent -> (int) sent.stream().filter(Boolean::booleanValue).count());
  }

  private Uni<List<Letter>> take(Mutiny.Session session) {
    Instant now = clock.instant();
    return session
        .createNativeQuery(
            """
            with taken as (
              select m.notice_id, m.person_id from mail m
              where m.state = 'waiting' and m.not_before <= :now
              order by m.not_before, m.notice_id limit :most for update skip locked)
            update mail m set attempts = m.attempts + 1,
              not_before = cast(:now as timestamptz) + interval '30 seconds' * power(2, m.attempts)
            from taken t where (m.notice_id, m.person_id) = (t.notice_id, t.person_id)
            """)
        .setParameter("now", now)
        .setParameter("most", AT_ONCE)
        .executeUpdate()
        .chain(
            () ->
                rows.list(
                    session,
                    Letter.class,
                    """
                    select m.notice_id, m.person_id, m.address, m.attempts, n.title, n.body, n.path
                    from mail m join notice n on n.id = m.notice_id
                    where m.state = 'waiting' and m.xmin = cast(pg_current_xact_id() as xid)
                    """,
                    Map.of()));
  }

  private Uni<Boolean> send(TenantId tenant, Letter letter) {
    return out.send(letter.address(), letter.title(), letter.text(portal))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(sent -> "")
        .onFailure()
        .recoverWithItem(failed -> String.valueOf(failed.getMessage()))
        .emitOn(ThisContext.executor())
        .chain(
            trouble ->
                tenancy
                    .as(tenant, session -> mark(session, letter, trouble))
                    .replaceWith(trouble.isEmpty()));
  }

  private Uni<Integer> mark(Mutiny.Session session, Letter letter, String trouble) {
    if (trouble.isEmpty()) {
      return rows.change(
              session,
              "update mail set state = 'sent', sent_at = :now, trouble = null"
                  + " where notice_id = :notice and person_id = :person and state = 'waiting'",
              Map.of(
                  "now", clock.instant(), "notice", letter.noticeId(), "person", letter.personId()))
          .chain(
              sent ->
                  rows.change(
                      session,
                      "update notice set mailed = mailed + :sent where id = :notice",
                      Map.of("sent", sent, "notice", letter.noticeId())));
    }
    LOG.warnf("a letter of notice %s did not go out: %s", letter.noticeId(), trouble);
    return rows.change(
        session,
        "update mail set trouble = :trouble, state = case when attempts >= :most then 'failed'"
            + " else state end where notice_id = :notice and person_id = :person",
        Map.of(
            "trouble",
            trouble.substring(0, Math.min(trouble.length(), 500)),
            "most",
            MOST_ATTEMPTS,
            "notice",
            letter.noticeId(),
            "person",
            letter.personId()));
  }
}

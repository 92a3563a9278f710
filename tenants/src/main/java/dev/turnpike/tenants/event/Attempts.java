package dev.turnpike.tenants.event;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.Notices;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what came of each attempt and what follows: it is delivered, tried again after a
 * longer pause, or given up. An endpoint that fails for days is switched off, and its tenant told.
 */
@ApplicationScoped
class Attempts {
  /** After the first attempt, the second, and so on; after the last there is none: three days. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final Logger LOG = Logger.getLogger(Attempts.class);
  private static final int DAYS_OF_FAILURE = 3;
  private static final int GONE = 410;
  private static final int LONGEST_ANSWER = 1024;
  private static final int LONGEST_TROUBLE = 300;
  private static final String TEST = "webhook.test";

  private final Tenancy tenancy;
  private final Rows rows;
  private final Notices notices;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Attempts(Tenancy tenancy, Rows rows, Notices notices, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.notices = notices;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An attempt that is over.
   *
   * @param status null when there was no answer; then {@code trouble} says why
   */
  record Over(
      Courier.Taken taken, @Nullable Integer status, int millis, String answer, String trouble) {
    static Over unanswered(Courier.Taken taken, int millis, String trouble) {
      return new Over(taken, null, millis, "", trouble.isBlank() ? "no answer" : trouble);
    }

    boolean delivered() {
      return status != null && status / 100 == 2;
    }

    /** A test is sent once, and so is what goes to an endpoint that is off. */
    boolean isLast() {
      return taken.type().equals(TEST) || !taken.enabled() || taken.attempts() > PAUSES.size();
    }
  }

  Uni<Void> mark(TenantId tenant, List<Over> all) {
    return tenancy.as(
        tenant,
        session ->
            Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(over -> mark(session, tenant, over).replaceWith(over))
                .collect()
                .asList()
                .replaceWithVoid());
  }

  private Uni<Void> mark(Mutiny.Session session, TenantId tenant, Over over) {
    return log(session, tenant, over)
        .chain(() -> over.delivered() ? delivered(session, over) : failed(session, over))
        .chain(
            () ->
                over.delivered() || over.taken().type().equals(TEST)
                    ? Uni.createFrom().voidItem()
                    : switchedOff(session, tenant, over));
  }

  private Uni<Integer> log(Mutiny.Session session, TenantId tenant, Over over) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", ids.next());
    values.put("tenant", tenant.value());
    values.put("delivery", over.taken().id());
    values.put("at", clock.instant());
    values.put("status", over.status() == null ? "" : over.status().toString());
    values.put("millis", over.millis());
    values.put("answer", cut(over.answer(), LONGEST_ANSWER));
    values.put("trouble", cut(over.trouble(), LONGEST_TROUBLE));
    return rows.change(
        session,
        "insert into webhook_attempt (id, tenant_id, delivery_id, at, status, millis, answer,"
            + " trouble) values (:id, :tenant, :delivery, cast(:at as timestamptz),"
            + " cast(nullif(cast(:status as text), '') as int), :millis, :answer, :trouble)",
        values);
  }

  private Uni<Void> delivered(Mutiny.Session session, Over over) {
    return rows.change(
            session,
            "update webhook_delivery set state = 'delivered', done_at = clock_timestamp()"
                + " where id = :id and state = 'waiting'",
            Map.of("id", over.taken().id()))
        .chain(
            () ->
                rows.change(
                    session,
                    "update webhook_endpoint set failing_since = null"
                        + " where id = :id and failing_since is not null",
                    Map.of("id", over.taken().endpoint())))
        .replaceWithVoid();
  }

  /** Pauses vary by a tenth, so that what failed together does not come back together. */
  private Uni<Void> failed(Mutiny.Session session, Over over) {
    LOG.debugf(
        "event %s was not delivered: %s %s", over.taken().event(), over.status(), over.trouble());
    return over.isLast()
        ? rows.change(
                session,
                "update webhook_delivery set state = 'failed', done_at = clock_timestamp()"
                    + " where id = :id and state = 'waiting'",
                Map.of("id", over.taken().id()))
            .replaceWithVoid()
        : rows.change(
                session,
                "update webhook_delivery set not_before = clock_timestamp()"
                    + " + make_interval(secs => cast(:pause as int)) * (0.9 + random() * 0.2)"
                    + " where id = :id and state = 'waiting'",
                Map.of(
                    "id",
                    over.taken().id(),
                    "pause",
                    (int) PAUSES.get(over.taken().attempts() - 1).toSeconds()))
            .replaceWithVoid();
  }

  @RegisterForReflection
  record Standing(String name, boolean late, String slug, boolean publishes) {}

  private Uni<Void> switchedOff(Mutiny.Session session, TenantId tenant, Over over) {
    UUID endpoint = over.taken().endpoint();
    boolean gone = over.status() != null && over.status() == GONE;
    return rows.change(
            session,
            "update webhook_endpoint set failing_since = clock_timestamp()"
                + " where id = :id and failing_since is null",
            Map.of("id", endpoint))
        .chain(
            () ->
                rows.first(
                    session,
                    Standing.class,
                    "select e.name, e.failing_since <= clock_timestamp() - make_interval(days => "
                        + DAYS_OF_FAILURE
                        + ") as late, t.slug, t.publishes from webhook_endpoint e"
                        + " join tenant t on t.id = e.tenant_id where e.id = :id and e.enabled",
                    Map.of("id", endpoint)))
        .chain(
            found ->
                found.isPresent() && (gone || found.get().late())
                    ? switchOff(session, tenant, endpoint, found.get(), gone)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> switchOff(
      Mutiny.Session session, TenantId tenant, UUID endpoint, Standing it, boolean gone) {
    Endpoint.Why why = gone ? Endpoint.Why.GONE : Endpoint.Why.FAILING;
    return Endpoints.switchOff(rows, session, endpoint, why)
        .chain(
            () ->
                audit.note(
                    session,
                    tenant,
                    null,
                    "webhook.disabled",
                    "webhook",
                    endpoint.toString(),
                    Map.of("why", gone ? "gone" : "failing")))
        .chain(() -> notices.tell(session, news(tenant, endpoint, it, gone)))
        .replaceWithVoid();
  }

  private News news(TenantId tenant, UUID endpoint, Standing it, boolean gone) {
    Instant now = clock.instant();
    String why =
        gone
            ? "It answered 410: nobody listens there any more."
            : "Each attempt of the last " + DAYS_OF_FAILURE + " days failed.";
    return new News(
        tenant,
        null,
        null,
        endpoint,
        "webhook-disabled",
        now.toString(),
        0,
        News.Tone.BAD,
        "Events are no longer sent to “" + it.name() + "”",
        why
            + " What waited for it is kept for 30 days. Look at the last answers, put it right,"
            + " switch it on again and send what was missed.",
        (it.publishes() ? "/admin/" : "/home/") + it.slug() + "/webhooks/" + endpoint,
        now);
  }

  private static String cut(String text, int most) {
    String kept = text.replace("\u0000", "");
    return kept.substring(0, Math.min(kept.length(), most));
  }
}

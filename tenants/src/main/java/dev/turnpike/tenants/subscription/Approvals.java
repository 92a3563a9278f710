package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's inbox. A decision names the version that was seen, so of two deciders one wins
 * and the other learns that it was decided; who decided, when and why is kept for good.
 */
@ApplicationScoped
public class Approvals {
  private static final int MOST_LISTED = 200;
  private static final int LONGEST_REASON = 2_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Clock clock;

  Approvals(Tenancy tenancy, Rows rows, Lifecycle lifecycle, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  /** What waits for the publisher's decision, the longest waiting first. */
  public Uni<List<PendingRequest>> inbox(Acting publisher) {
    publisher.require(Permission.SEE_REQUESTS);
    return tenancy.as(publisher.tenant(), session -> inbox(session, publisher));
  }

  /** The latest decisions of the publisher's people, newest first. */
  public Uni<List<Decided>> decided(Acting publisher, int most) {
    publisher.require(Permission.SEE_REQUESTS);
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.list(
                    session,
                    DecidedRow.class,
                    DecidedRow.SELECT,
                    Map.of(
                        "tenant", publisher.tenant().value(), "most", Math.min(most, MOST_LISTED))))
        .map(found -> found.stream().map(DecidedRow::toDecided).toList());
  }

  /**
   * Approves the open step.
   *
   * @param version the {@link Subscribed#version} that was seen
   * @param comment for the record; may be empty
   */
  public Uni<Outcome> approve(Acting publisher, SubscriptionId id, int version, String comment) {
    publisher.require(Permission.DECIDE_REQUEST);
    return tenancy.as(
        publisher.tenant(),
        session ->
            decide(
                session,
                publisher,
                id,
                version,
                new Verdict("approved", cut(comment)),
                row ->
                    state ->
                        state instanceof Requested open
                            ? Optional.of(admitted(row, open))
                            : Optional.empty()));
  }

  private SubscriptionState admitted(SubscriptionRow row, Requested open) {
    Instant now = row.accountTime(clock.instant());
    return open.approved(row.dueAtStart(), row.trialUntil(now), now);
  }

  /**
   * Refuses the request.
   *
   * @param reason told to who asked; mandatory
   */
  public Uni<Outcome> reject(Acting publisher, SubscriptionId id, int version, String reason) {
    publisher.require(Permission.DECIDE_REQUEST);
    if (reason.isBlank()) {
      return Uni.createFrom()
          .item(new Outcome.Invalid("reason", "Say why: who asked will read it."));
    }
    String told = cut(reason);
    return tenancy.as(
        publisher.tenant(),
        session ->
            decide(
                session,
                publisher,
                id,
                version,
                new Verdict("rejected", told),
                row ->
                    state ->
                        state instanceof Requested open
                            ? Optional.of(open.rejected(told))
                            : Optional.empty()));
  }

  private record Verdict(String word, String reason) {}

  private Uni<Outcome> decide(
      Mutiny.Session session,
      Acting publisher,
      SubscriptionId id,
      int version,
      Verdict verdict,
      Function<SubscriptionRow, Function<SubscriptionState, Optional<SubscriptionState>>> next) {
    return lifecycle
        .locked(session, id)
        .map(found -> found.filter(row -> row.publisherId().equals(publisher.tenant().value())))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : decide(session, publisher, found.get(), version, verdict, next));
  }

  private Uni<Outcome> decide(
      Mutiny.Session session,
      Acting publisher,
      SubscriptionRow row,
      int version,
      Verdict verdict,
      Function<SubscriptionRow, Function<SubscriptionState, Optional<SubscriptionState>>> next) {
    if (row.version() != version || !(row.current() instanceof Requested open)) {
      return Uni.createFrom().item(Lifecycle.notFrom(row));
    }
    return mayDecide(session, publisher, row)
        .chain(
            may ->
                may
                    ? keep(session, publisher, row, open.position(), verdict)
                        .chain(
                            () ->
                                lifecycle.move(
                                    session,
                                    row,
                                    new Lifecycle.Actor(publisher.tenant(), publisher.person()),
                                    "subscription." + verdict.word(),
                                    next.apply(row),
                                    Map.of("reason", verdict.reason())))
                    : Uni.createFrom().item(new Outcome.OwnRequest()));
  }

  private Uni<Boolean> mayDecide(Mutiny.Session session, Acting publisher, SubscriptionRow row) {
    return isOwn(publisher, row) ? isAlone(session, publisher) : Uni.createFrom().item(true);
  }

  /** Their own request, or one of the tenant for which they could have asked as well. */
  private static boolean isOwn(Acting publisher, SubscriptionRow row) {
    boolean bothSides =
        !row.consumerId().equals(row.publisherId())
            && publisher.visitor().memberships().stream()
                .anyMatch(membership -> membership.tenant().value().equals(row.consumerId()));
    return bothSides || publisher.person().value().equals(row.requestedBy());
  }

  private Uni<Boolean> isAlone(Mutiny.Session session, Acting publisher) {
    return rows.first(
            session,
            Count.class,
            "select count(*) as members from membership where tenant_id = :tenant",
            Map.of("tenant", publisher.tenant().value()))
        .map(found -> found.orElseThrow().members() == 1);
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      Acting publisher,
      SubscriptionRow row,
      int position,
      Verdict verdict) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("position", position);
    values.put("publisher", row.publisherId());
    values.put("consumer", row.consumerId());
    values.put("verdict", verdict.word());
    values.put("person", publisher.person().value());
    values.put("reason", verdict.reason());
    values.put("at", clock.instant());
    return rows.change(
            session,
            "insert into approval (subscription_id, position, publisher_id, consumer_id, verdict,"
                + " person_id, reason, at) values (:id, :position, :publisher, :consumer, :verdict,"
                + " :person, :reason, cast(:at as timestamptz))",
            values)
        .replaceWithVoid();
  }

  private Uni<List<PendingRequest>> inbox(Mutiny.Session session, Acting publisher) {
    Map<String, Object> parameters =
        Map.of("tenant", publisher.tenant().value(), "most", MOST_LISTED);
    return rows.list(session, PendingRow.class, PendingRow.SELECT, parameters)
        .map(found -> found.stream().collect(Collectors.toMap(PendingRow::id, row -> row)))
        .chain(
            beside ->
                isAlone(session, publisher)
                    .chain(
                        alone ->
                            rows.list(
                                    session,
                                    SubscriptionRow.class,
                                    SubscriptionRow.SELECT
                                        + " where s.publisher_id = :tenant and s.state = 'requested'"
                                        + " order by s.requested_at, s.id limit :most",
                                    parameters)
                                .map(requests -> pending(publisher, requests, beside, alone))));
  }

  private static List<PendingRequest> pending(
      Acting publisher,
      List<SubscriptionRow> requests,
      Map<UUID, PendingRow> beside,
      boolean alone) {
    return requests.stream()
        .filter(row -> beside.containsKey(row.id()))
        .map(row -> pending(row, beside.get(row.id()), isOwn(publisher, row) && !alone))
        .toList();
  }

  private static PendingRequest pending(
      SubscriptionRow row, @Nullable PendingRow beside, boolean own) {
    if (beside == null) {
      throw new IllegalArgumentException("nothing beside " + row.id());
    }
    return beside.toPending(row, own);
  }

  private static String cut(String text) {
    String stripped = text.strip();
    return stripped.substring(0, Math.min(stripped.length(), LONGEST_REASON));
  }

  @RegisterForReflection
  record Count(long members) {}

  @RegisterForReflection
  record DecidedRow(
      UUID id,
      String consumerName,
      String applicationName,
      String planName,
      String verdict,
      @Nullable String decidedBy,
      String reason,
      Instant at) {
    static final String SELECT =
        """
        select s.id, c.name as consumer_name, a.name as application_name, l.name as plan_name,
          v.verdict, v.reason, v.at,
          (select p.name from person p where p.id = v.person_id) as decided_by
        from approval v
        join subscription s on s.id = v.subscription_id
        join tenant c on c.id = s.consumer_id
        join application a on a.id = s.application_id
        join plan_revision r on r.id = s.plan_revision_id
        join plan l on l.id = r.plan_id
        where v.publisher_id = :tenant order by v.at desc, s.id limit :most
        """;

    Decided toDecided() {
      return new Decided(
          new SubscriptionId(id),
          consumerName,
          applicationName,
          planName,
          verdict.equals("approved"),
          decidedBy,
          reason,
          at);
    }
  }
}

package dev.turnpike.tenants.due;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due for an account, in the order in which it fell due; what fell due meanwhile comes
 * next. One thing that fails is put off and said so, the others go on. Each thing takes its row off
 * the agenda in the transaction of its effect: however many nodes do rounds, it happens once.
 */
@ApplicationScoped
public class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final int MOST_IN_A_ROUND = 2_000;
  private static final int LONGEST_TROUBLE = 500;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 9;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Claims claims;
  private final Clock clock;
  private final Map<String, DueWork> works = new HashMap<>();

  Rounds(Tenancy tenancy, Rows rows, Claims claims, Clock clock, Instance<DueWork> works) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.claims = claims;
    this.clock = clock;
    works.forEach(work -> this.works.put(work.kind(), work));
  }

  /**
   * Until no more is due by the account's own time. Empty while another does the account's work.
   */
  public Uni<Optional<Round>> catchUp(TenantId consumer, AccountId account) {
    return round(claims.asked(consumer, account), null);
  }

  /**
   * Until no more is due by this time; the account's clock goes along, with each thing to the time
   * at which it is due, so that a call sees its state and its time change at once.
   */
  Uni<Optional<Round>> moveTo(TenantId consumer, AccountId account, Instant target) {
    return round(claims.asked(consumer, account), target);
  }

  private Uni<Optional<Round>> round(Claims.Claim claim, @Nullable Instant target) {
    return claims
        .take(claim)
        .chain(
            mine ->
                mine
                    ? walk(claim, target)
                        .onItemOrFailure()
                        .call((round, failed) -> claims.giveBack(claim))
                        .map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  /** What a round has done so far. */
  private static final class Tally {
    private int done;
    private final List<String> troubles = new ArrayList<>();

    private boolean isFull() {
      return done + troubles.size() >= MOST_IN_A_ROUND;
    }
  }

  private Uni<Round> walk(Claims.Claim claim, @Nullable Instant target) {
    Tally tally = new Tally();
    return Multi.createBy()
        .repeating()
        .uni(() -> next(claim, target).chain(due -> step(due, target, tally)))
        .whilst(more -> more && !tally.isFull())
        .collect()
        .last()
        .map(more -> new Round(tally.done, tally.troubles, !more));
  }

  private Uni<Boolean> step(Optional<Due> found, @Nullable Instant target, Tally tally) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    Due due = found.get();
    return perform(due, target)
        .invoke(() -> tally.done++)
        .onFailure()
        .recoverWithUni(failed -> putOff(due, failed, tally))
        .replaceWith(true);
  }

  @RegisterForReflection
  record Row(
      String kind,
      UUID subject,
      UUID accountId,
      UUID publisherId,
      UUID consumerId,
      Instant dueAt,
      int attempts,
      long aheadMillis) {}

  /** Empty when nothing is left, and when the claim went to another. */
  private Uni<Optional<Due>> next(Claims.Claim claim, @Nullable Instant target) {
    Instant now = clock.instant();
    Map<String, Object> values = new HashMap<>();
    values.put("account", claim.account().value());
    values.put("now", now);
    values.put("target", target == null ? "" : target.toString());
    return tenancy
        .as(
            claim.consumer(),
            session ->
                claims
                    .renew(session, claim)
                    .chain(
                        mine ->
                            mine
                                ? rows.first(session, Row.class, NEXT, values)
                                : Uni.createFrom().item(Optional.<Row>empty())))
        .map(found -> found.map(row -> due(row, now)));
  }

  private static final String NEXT =
      """
      select d.kind, d.subject, d.account_id, d.publisher_id, d.consumer_id, d.due_at, d.attempts,
        a.ahead_millis
      from due d join account a on a.id = d.account_id
      where d.account_id = :account
        and d.due_at <= coalesce(cast(nullif(cast(:target as text), '') as timestamptz),
          cast(:now as timestamptz) + a.ahead_millis * interval '1 millisecond')
        and (d.not_before is null or d.not_before <= cast(:now as timestamptz))
      order by d.due_at, d.kind, d.subject limit 1
      """;

  private static Due due(Row row, Instant now) {
    Instant accountNow = now.plusMillis(row.aheadMillis());
    return new Due(
        row.kind(),
        row.subject(),
        new AccountId(row.accountId()),
        new TenantId(row.publisherId()),
        new TenantId(row.consumerId()),
        row.dueAt(),
        accountNow.isBefore(row.dueAt()) ? row.dueAt() : accountNow,
        row.attempts());
  }

  private Uni<Void> perform(Due due, @Nullable Instant target) {
    DueWork work = works.get(due.kind());
    if (work == null) {
      return Uni.createFrom().failure(new IllegalStateException("nobody does " + due.kind()));
    }
    return tenancy
        .as(
            due.consumer(),
            session ->
                work.hold(session, due)
                    .chain(() -> taken(session, due))
                    .chain(
                        mine ->
                            mine
                                ? clockAt(session, due, target).chain(() -> work.run(session, due))
                                : DueWork.done()))
        .chain(DueWork.After::run);
  }

  /** The one who deletes the row does the work; another's transaction waits here and finds none. */
  private Uni<Boolean> taken(Mutiny.Session session, Due due) {
    return rows.change(
            session,
            "delete from due where kind = :kind and subject = :subject"
                + " and due_at = cast(:at as timestamptz)",
            Map.of("kind", due.kind(), "subject", due.subject(), "at", due.at()))
        .map(deleted -> deleted == 1);
  }

  private Uni<Void> clockAt(Mutiny.Session session, Due due, @Nullable Instant target) {
    return target == null
        ? Uni.createFrom().voidItem()
        : forward(session, due.account(), due.at()).replaceWithVoid();
  }

  /** The account's clock, never back. */
  Uni<Integer> forward(Mutiny.Session session, AccountId account, Instant to) {
    long ahead = Duration.between(clock.instant(), to).toMillis();
    return rows.change(
        session,
        "update account set ahead_millis = :ahead"
            + " where id = :account and mode = 'test' and ahead_millis < :ahead",
        Map.of("account", account.value(), "ahead", ahead));
  }

  private Uni<Void> putOff(Due due, Throwable failed, Tally tally) {
    LOG.errorf(failed, "%s of %s is put off", due.kind(), due.subject());
    String why = due.kind() + " of " + due.subject() + ": " + failed.getMessage();
    tally.troubles.add(why);
    Map<String, Object> values = new HashMap<>();
    values.put("kind", due.kind());
    values.put("subject", due.subject());
    values.put("at", due.at());
    values.put("attempts", due.attempts() + 1);
    values.put("later", clock.instant().plus(pause(due.attempts())));
    values.put("trouble", why.substring(0, Math.min(why.length(), LONGEST_TROUBLE)));
    return tenancy
        .as(
            due.consumer(),
            session ->
                rows.change(
                    session,
                    "update due set attempts = :attempts, trouble = :trouble,"
                        + " not_before = cast(:later as timestamptz) where kind = :kind"
                        + " and subject = :subject and due_at = cast(:at as timestamptz)",
                    values))
        .replaceWithVoid();
  }

  /** 10 s, 20 s, 40 s … about an hour and a half. */
  static Duration pause(int attempts) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
  }
}

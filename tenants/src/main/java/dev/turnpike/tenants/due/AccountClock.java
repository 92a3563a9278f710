package dev.turnpike.tenants.due;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.AccountTime;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.ThisContext;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The clock of a test account, which either side may move forward: what falls due on the way is
 * done in order before the move is answered. A live account keeps the world's time.
 */
@ApplicationScoped
public class AccountClock {
  /** Far enough for any period, near enough to be walked in one answer. */
  public static final Duration FARTHEST = Duration.ofDays(400);

  private static final int TRIES = 40;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final Tenancy tenancy;
  private final Rows rows;
  private final Rounds rounds;
  private final AccountTime time;
  private final Audit audit;

  AccountClock(Tenancy tenancy, Rows rows, Rounds rounds, AccountTime time, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.rounds = rounds;
    this.time = time;
    this.audit = audit;
  }

  /**
   * An account's clock.
   *
   * @param ahead how far it was moved; zero: the world's time
   * @param movable only a test account's is
   */
  public record Reading(
      AccountId account, Instant now, ZoneId zone, Duration ahead, boolean movable) {}

  /** What became of a move. */
  public sealed interface Moved {
    /** It stands there now, and all that fell due on the way is done, or told in the round. */
    record Done(Reading reading, Round round) implements Moved {}

    /** No such account for this tenant: 404. */
    record Unknown() implements Moved {}

    /** It is a live account's: 409. */
    record Live() implements Moved {}

    /** Time does not go back: 422. */
    record Backwards(Instant now) implements Moved {}

    /** More than {@link #FARTHEST} in one move: 422. */
    record TooFar() implements Moved {}

    /** Another does the account's work and does not come to an end: 503. */
    record Busy() implements Moved {}
  }

  @RegisterForReflection
  record Row(UUID id, UUID consumerId, String mode, String zone, long aheadMillis) {}

  /** The clock of an account of which the tenant is a side. */
  public Uni<Optional<Reading>> of(TenantId tenant, AccountId account) {
    return row(tenant, account).map(found -> found.map(this::reading));
  }

  /** A clock and the name of whose it is. */
  public record Listed(String consumer, Reading reading) {}

  @RegisterForReflection
  record NamedRow(
      UUID id, UUID consumerId, String mode, String zone, long aheadMillis, String consumer) {
    Row row() {
      return new Row(id, consumerId, mode, zone, aheadMillis);
    }
  }

  /** Those of a publisher's accounts, by the consumers' names. */
  public Uni<List<Listed>> list(TenantId publisher, Search search) {
    Map<String, Object> parameters = new HashMap<>(search.parameters());
    parameters.put("tenant", publisher.value());
    return tenancy
        .as(
            publisher,
            session ->
                rows.list(
                    session,
                    NamedRow.class,
                    """
                    select a.id, a.consumer_id, a.mode, a.zone, a.ahead_millis, c.name as consumer
                    from account a join tenant c on c.id = a.consumer_id
                    where a.publisher_id = :tenant
                      and (c.name ilike cast(:text as text) or c.slug ilike cast(:text as text))
                    order by c.name, a.id limit :most offset :skip
                    """,
                    parameters))
        .map(
            found ->
                found.stream().map(it -> new Listed(it.consumer(), reading(it.row()))).toList());
  }

  /** Moves it forward to this time. */
  public Uni<Moved> move(Acting acting, AccountId account, Instant to) {
    acting.require(Permission.MOVE_CLOCK);
    return row(acting.tenant(), account)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(new Moved.Unknown());
              }
              Reading reading = reading(found.get());
              TenantId consumer = new TenantId(found.get().consumerId());
              return refusal(reading, to)
                  .map(refused -> Uni.createFrom().item(refused))
                  .orElseGet(() -> move(acting, consumer, account, to, TRIES));
            });
  }

  private static Optional<Moved> refusal(Reading reading, Instant to) {
    if (!reading.movable()) {
      return Optional.of(new Moved.Live());
    }
    if (to.isBefore(reading.now())) {
      return Optional.of(new Moved.Backwards(reading.now()));
    }
    return to.isAfter(reading.now().plus(FARTHEST))
        ? Optional.of(new Moved.TooFar())
        : Optional.empty();
  }

  private Uni<Moved> move(
      Acting acting, TenantId consumer, AccountId account, Instant to, int tries) {
    return rounds
        .moveTo(consumer, account, to)
        .chain(
            round ->
                round.isPresent()
                    ? arrived(acting, consumer, account, to, round.get())
                    : again(acting, consumer, account, to, tries));
  }

  private Uni<Moved> again(
      Acting acting, TenantId consumer, AccountId account, Instant to, int tries) {
    return tries == 0
        ? Uni.createFrom().item(new Moved.Busy())
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(BETWEEN_TRIES)
            .emitOn(ThisContext.executor())
            .chain(() -> move(acting, consumer, account, to, tries - 1));
  }

  private Uni<Moved> arrived(
      Acting acting, TenantId consumer, AccountId account, Instant to, Round round) {
    Uni<Void> arrival =
        round.complete()
            ? tenancy
                .as(consumer, session -> rounds.forward(session, account, to))
                .replaceWithVoid()
            : Uni.createFrom().voidItem();
    return arrival
        .chain(
            () ->
                tenancy.as(
                    acting.tenant(),
                    session ->
                        expire(session, account, to)
                            .chain(() -> note(session, acting, account, to))))
        .chain(() -> row(acting.tenant(), account))
        .map(found -> new Moved.Done(reading(found.orElseThrow()), round));
  }

  /** Credit whose time is over by then, though the job would do it a second later. */
  private static Uni<Void> expire(Mutiny.Session session, AccountId account, Instant to) {
    return session
        .createNativeQuery("select expire_account(:account, :to)", Long.class)
        .setParameter("account", account.value())
        .setParameter("to", to)
        .getSingleResult()
        .replaceWithVoid();
  }

  private Uni<Void> note(Mutiny.Session session, Acting acting, AccountId account, Instant to) {
    return audit.note(
        session,
        acting.tenant(),
        acting.person(),
        "account.clock-moved",
        "account",
        account.toString(),
        Map.of("to", to.toString()));
  }

  private Uni<Optional<Row>> row(TenantId tenant, AccountId account) {
    return tenancy.as(
        tenant,
        session ->
            rows.first(
                session,
                Row.class,
                "select id, consumer_id, mode, zone, ahead_millis from account where id = :account"
                    + " and :tenant in (publisher_id, consumer_id)",
                Map.of("account", account.value(), "tenant", tenant.value())));
  }

  private Reading reading(Row row) {
    return new Reading(
        new AccountId(row.id()),
        time.at(row.aheadMillis()),
        ZoneId.of(row.zone()),
        Duration.ofMillis(row.aheadMillis()),
        row.mode().equals("test"));
  }
}

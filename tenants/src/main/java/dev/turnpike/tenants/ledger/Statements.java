package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes statements of accounts that a tenant is a side of. */
@ApplicationScoped
public class Statements {
  /** Lines of a page. */
  public static final int PAGE = 500;

  /** Lines of a download. */
  public static final int DOWNLOAD = 50_000;

  private static final int MOST_CHARGES = 500;
  private static final int MOST_LOTS = 200;

  private final Tenancy tenancy;
  private final Rows rows;

  Statements(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  @RegisterForReflection
  record Head(String currency, String zone, long held, long opening) {}

  @RegisterForReflection
  record LineRow(
      long first,
      long last,
      OffsetDateTime at,
      String kind,
      String memo,
      long amount,
      long postings) {}

  @RegisterForReflection
  record LotRow(
      UUID id,
      String kind,
      long amount,
      long remaining,
      OffsetDateTime madeAt,
      @Nullable OffsetDateTime expiresAt) {}

  @RegisterForReflection
  record ChargeRow(
      UUID requestId, OffsetDateTime at, String api, int status, long amount, String currency) {}

  /**
   * The days from one to another, both included, in the account's zone; empty when it is not the
   * tenant's.
   */
  public Uni<Optional<Statement>> of(
      Acting acting, AccountId account, LocalDate from, LocalDate to, int most) {
    acting.require(Permission.SEE);
    return tenancy.as(acting.tenant(), session -> of(session, account, from, to, most));
  }

  private Uni<Optional<Statement>> of(
      Mutiny.Session session, AccountId account, LocalDate from, LocalDate to, int most) {
    return rows.first(
            session,
            Head.class,
            """
            select w.currency, a.zone, w.held, (select coalesce(sum(e.amount), 0)
                from ledger_entry e join ledger_txn t on t.id = e.txn_id
                where e.wallet_id = w.id
                  and t.at < cast(cast(:from as text) as timestamp) at time zone a.zone) as opening
            from wallet w join account a on a.id = w.account_id where a.id = :account
            """,
            Map.of("account", account.value(), "from", from.toString()))
        .chain(
            head ->
                head.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : with(session, account, from, to, most, head.get()).map(Optional::of));
  }

  private Uni<Statement> with(
      Mutiny.Session session,
      AccountId account,
      LocalDate from,
      LocalDate to,
      int most,
      Head head) {
    return lines(session, account, from, to, most + 1)
        .chain(
            lines ->
                lots(session, account)
                    .map(
                        lots ->
                            statement(
                                account, from, to, head, lines, lots, lines.size() > most, most)));
  }

  private static Statement statement(
      AccountId account,
      LocalDate from,
      LocalDate to,
      Head head,
      List<LineRow> found,
      List<LotRow> lots,
      boolean more,
      int most) {
    Currency unit = Currency.getInstance(head.currency());
    Money opening = new Money(head.opening(), unit);
    Money balance = opening;
    List<Statement.Line> lines = new ArrayList<>();
    for (LineRow row : found.subList(0, Math.min(most, found.size()))) {
      Money amount = new Money(row.amount(), unit);
      balance = balance.plus(amount);
      lines.add(
          new Statement.Line(
              row.first(),
              row.last(),
              row.at().toInstant(),
              row.kind(),
              row.memo(),
              amount,
              balance,
              row.postings()));
    }
    return new Statement(
        account,
        from,
        to,
        ZoneId.of(head.zone()),
        opening,
        lines,
        balance,
        new Money(head.held(), unit),
        lots.stream().map(lot -> lot(lot, unit)).toList(),
        more);
  }

  private static Statement.Lot lot(LotRow row, Currency unit) {
    return new Statement.Lot(
        row.id(),
        row.kind(),
        new Money(row.amount(), unit),
        new Money(row.remaining(), unit),
        row.madeAt().toInstant(),
        instant(row.expiresAt()));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  /** In the order of posting; usage of a day is one line until something else comes between. */
  private Uni<List<LineRow>> lines(
      Mutiny.Session session, AccountId account, LocalDate from, LocalDate to, int most) {
    return rows.list(
        session,
        LineRow.class,
        """
        select min(x.entry) as first, max(x.entry) as last, min(x.at) as at, x.kind,
          max(x.memo) as memo, cast(sum(x.amount) as bigint) as amount, count(*) as postings
        from (
          select t.at, t.kind, t.memo, e.id as entry, e.amount, d.day,
            case when t.kind = 'usage'
              then row_number() over (order by e.id)
                - row_number() over (partition by t.kind, d.day order by e.id)
              else -e.id end as island
          from account a join wallet w on w.account_id = a.id
          join ledger_entry e on e.wallet_id = w.id
          join ledger_txn t on t.id = e.txn_id
          join lateral (select cast(t.at at time zone a.zone as date) as day) d on true
          where a.id = :account and d.day >= cast(cast(:from as text) as date)
            and d.day <= cast(cast(:to as text) as date)) x
        group by x.kind, x.day, x.island order by last limit :most
        """,
        Map.of(
            "account",
            account.value(),
            "from",
            from.toString(),
            "to",
            to.toString(),
            "most",
            most));
  }

  /** What is not spent, in the order in which it will be. */
  private Uni<List<LotRow>> lots(Mutiny.Session session, AccountId account) {
    return rows.list(
        session,
        LotRow.class,
        """
        select l.id, l.kind, l.amount, l.remaining, l.made_at, l.expires_at
        from credit_lot l join wallet w on w.id = l.wallet_id
        where w.account_id = :account and l.spent_at is null
        order by l.priority, coalesce(l.expires_at, 'infinity'), l.made_at, l.id limit :most
        """,
        Map.of("account", account.value(), "most", MOST_LOTS));
  }

  /** The calls that a usage line charged, in order; at most 500. */
  public Uni<List<Statement.Charge>> charges(
      TenantId tenant, AccountId account, long first, long last) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.list(
                    session,
                    ChargeRow.class,
                    """
                    select u.request_id, u.at, coalesce(p.slug, '') as api, u.status, u.amount,
                      w.currency
                    from wallet w join ledger_entry e on e.wallet_id = w.id
                    join usage_event u on u.txn_id = e.txn_id
                    join subscription s on s.id = u.subscription_id and s.account_id = w.account_id
                    left join api p on p.id = u.api_id
                    where w.account_id = :account and e.id between :first and :last
                    order by u.request_id limit :most
                    """,
                    Map.of(
                        "account",
                        account.value(),
                        "first",
                        first,
                        "last",
                        last,
                        "most",
                        MOST_CHARGES)))
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new Statement.Charge(
                                row.requestId(),
                                row.at().toInstant(),
                                row.api(),
                                row.status(),
                                new Money(row.amount(), Currency.getInstance(row.currency()))))
                    .toList());
  }
}

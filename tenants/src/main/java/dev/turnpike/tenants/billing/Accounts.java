package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts a tenant is a side of, with their wallets and what moved them. */
@ApplicationScoped
public class Accounts {
  private static final int MOST_LISTED = 500;

  private static final String SELECT =
      """
      select a.id, a.publisher_id, p.slug as publisher_slug, p.name as publisher_name,
        a.consumer_id, c.slug as consumer_slug, c.name as consumer_name, a.mode, w.currency,
        w.id as wallet_id, w.posted, w.held, w.overdraft
      from account a join wallet w on w.account_id = a.id
      left join tenant p on p.id = a.publisher_id left join tenant c on c.id = a.consumer_id
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Accounts(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * An account with its wallet.
   *
   * @param available what calls may still spend: posted − held + overdraft
   */
  public record Account(
      AccountId id,
      TenantId publisher,
      @Nullable String publisherSlug,
      @Nullable String publisherName,
      TenantId consumer,
      @Nullable String consumerSlug,
      @Nullable String consumerName,
      String mode,
      Money available,
      Money held,
      Money overdraft) {}

  /**
   * One line of an account's statement.
   *
   * @param amount what it did to the wallet; positive: credit
   * @param balance the wallet after it
   */
  public record Line(UUID id, Instant at, String kind, String memo, Money amount, Money balance) {}

  @RegisterForReflection
  record Row(
      UUID id,
      UUID publisherId,
      @Nullable String publisherSlug,
      @Nullable String publisherName,
      UUID consumerId,
      @Nullable String consumerSlug,
      @Nullable String consumerName,
      String mode,
      String currency,
      long posted,
      long held,
      long overdraft) {
    Account account() {
      return new Account(
          new AccountId(id),
          new TenantId(publisherId),
          publisherSlug,
          publisherName,
          new TenantId(consumerId),
          consumerSlug,
          consumerName,
          mode,
          Orders.money(posted + overdraft, currency),
          Orders.money(held, currency),
          Orders.money(overdraft, currency));
    }
  }

  @RegisterForReflection
  record LineRow(
      UUID id,
      OffsetDateTime at,
      String kind,
      String memo,
      long amount,
      long balance,
      String unit) {
    Line line() {
      return new Line(
          id, at.toInstant(), kind, memo, Orders.money(amount, unit), Orders.money(balance, unit));
    }
  }

  /** Those on which the tenant buys. */
  public Uni<List<Account>> ofConsumer(TenantId tenant) {
    return list(tenant, " where a.consumer_id = :tenant order by p.slug limit :most");
  }

  /** Those on which the tenant sells. */
  public Uni<List<Account>> ofPublisher(TenantId tenant) {
    return list(tenant, " where a.publisher_id = :tenant order by c.slug limit :most");
  }

  /** The account between the two, seen by the consumer. */
  public Uni<Optional<Account>> between(TenantId consumer, TenantId publisher) {
    return tenancy
        .as(
            consumer,
            session ->
                rows.first(
                    session,
                    Row.class,
                    SELECT
                        + " where a.consumer_id = :consumer and a.publisher_id = :publisher"
                        + " order by a.mode desc limit 1",
                    Map.of("consumer", consumer.value(), "publisher", publisher.value())))
        .map(found -> found.map(Row::account));
  }

  /** What moved the wallet, newest first; {@code before} is the last line of the page before. */
  public Uni<List<Line>> statement(
      TenantId tenant, AccountId account, @Nullable UUID before, int most) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.list(
                    session,
                    LineRow.class,
                    """
                    select * from (
                      select t.id, t.at, t.kind, t.memo, e.amount, e.unit,
                        cast(sum(e.amount) over (order by e.id) as bigint) as balance
                      from ledger_txn t join ledger_entry e on e.txn_id = t.id and e.book = 'wallet'
                      where t.account_id = :account) lines
                    where cast(:before as text) is null
                      or id < cast(cast(:before as text) as uuid)
                    order by id desc limit :most
                    """,
                    parameters(account, before, most)))
        .map(found -> found.stream().map(LineRow::line).toList());
  }

  private static Map<String, @Nullable Object> parameters(
      AccountId account, @Nullable UUID before, int most) {
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>();
    parameters.put("account", account.value());
    parameters.put("before", before == null ? null : before.toString());
    parameters.put("most", most);
    return parameters;
  }

  private Uni<List<Account>> list(TenantId tenant, String where) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.list(
                    session,
                    Row.class,
                    SELECT + where,
                    Map.of("tenant", tenant.value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(Row::account).toList());
  }
}

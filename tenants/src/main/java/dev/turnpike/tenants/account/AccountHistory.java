package dev.turnpike.tenants.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened on one account: its payments, and the publisher's own log, which is internal. */
@ApplicationScoped
public class AccountHistory {
  private static final int MOST = 100;

  private final Tenancy tenancy;
  private final Rows rows;

  AccountHistory(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * One attempt to pay.
   *
   * @param reason the processor's code of a decline
   * @param processorId what the processor calls it
   */
  public record Paid(
      UUID id,
      Instant at,
      String purpose,
      Money amount,
      String state,
      String processor,
      @Nullable String processorId,
      @Nullable String reason,
      @Nullable String card) {}

  /**
   * An entry of the publisher's audit, which no consumer sees.
   *
   * @param person who acted; null when the platform did
   */
  public record Noted(Instant at, String action, @Nullable String person, JsonNode facts) {}

  /**
   * A booking with the sides that a statement does not show: revenue, receivables, losses.
   *
   * @param book where the other half of it went
   */
  public record Booked(Instant at, String kind, String memo, String book, Money amount) {}

  /** Newest first. */
  public Uni<List<Paid>> payments(Acting publisher, AccountId account) {
    publisher.require(Permission.SEE_CONSUMERS);
    return list(
            publisher,
            PaidRow.class,
            """
            select id, created_at, purpose, amount, currency, state, processor, processor_id,
              decline_code, card_brand || ' ···· ' || card_last4 as card
            from payment where account_id = :account and publisher_id = :tenant
            order by id desc limit :most
            """,
            account)
        .map(found -> found.stream().map(PaidRow::paid).toList());
  }

  /** What the publisher's people and the platform did to the account, newest first. */
  public Uni<List<Noted>> log(Acting publisher, AccountId account) {
    publisher.require(Permission.SEE_AUDIT);
    return list(
            publisher,
            NotedRow.class,
            """
            select u.at, u.action, p.name as person, u.facts
            from audit u left join person p on p.id = u.person_id
            where u.tenant_id = :tenant and u.subject_id in (
              select :account union all
              select cast(id as text) from subscription where account_id = cast(:account as uuid)
              union all select cast(id as text) from invoice where account_id = cast(:account as uuid)
              union all select cast(id as text) from wallet where account_id = cast(:account as uuid))
            order by u.id desc limit :most
            """,
            account.toString())
        .map(found -> found.stream().map(NotedRow::noted).toList());
  }

  /** The other sides of the account's bookings, newest first. */
  public Uni<List<Booked>> bookings(Acting publisher, AccountId account) {
    publisher.require(Permission.SEE_AUDIT);
    return list(
            publisher,
            BookedRow.class,
            """
            select t.at, t.kind, t.memo, e.book, e.amount, e.unit
            from ledger_txn t join ledger_entry e on e.txn_id = t.id and e.book <> 'wallet'
            where t.account_id = :account and t.publisher_id = :tenant
            order by t.id desc limit :most
            """,
            account)
        .map(found -> found.stream().map(BookedRow::booked).toList());
  }

  private <T> Uni<List<T>> list(Acting publisher, Class<T> type, String sql, AccountId account) {
    return list(publisher, type, sql, (Object) account.value());
  }

  private <T> Uni<List<T>> list(Acting publisher, Class<T> type, String sql, Object bound) {
    return tenancy.as(
        publisher.tenant(),
        session ->
            rows.list(
                session,
                type,
                sql,
                Map.of("tenant", publisher.tenant().value(), "account", bound, "most", MOST)));
  }

  @RegisterForReflection
  record PaidRow(
      UUID id,
      Instant createdAt,
      String purpose,
      long amount,
      String currency,
      String state,
      String processor,
      @Nullable String processorId,
      @Nullable String declineCode,
      @Nullable String card) {
    Paid paid() {
      return new Paid(
          id,
          createdAt,
          purpose,
          new Money(amount, Currency.getInstance(currency)),
          state,
          processor,
          processorId,
          declineCode,
          card);
    }
  }

  @RegisterForReflection
  record NotedRow(Instant at, String action, @Nullable String person, JsonNode facts) {
    Noted noted() {
      return new Noted(at, action, person, facts);
    }
  }

  @RegisterForReflection
  record BookedRow(Instant at, String kind, String memo, String book, long amount, String unit) {
    Booked booked() {
      return new Booked(at, kind, memo, book, new Money(amount, Currency.getInstance(unit)));
    }
  }
}

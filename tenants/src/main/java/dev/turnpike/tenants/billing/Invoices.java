package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices, as either side of the account sees them. */
@ApplicationScoped
public class Invoices {
  private static final String SELECT =
      """
      select id, publisher_id, account_id, number, state, total, currency, issued_at, due_at,
        paid_at, decline_code
      from invoice
      """;

  private static final String ISSUED =
      """
      select i.id, i.publisher_id, i.account_id, i.number, i.state, i.total, i.currency, i.issued_at,
        i.due_at, i.paid_at, i.decline_code, c.name as consumer
      from invoice i join tenant c on c.id = i.consumer_id
      where i.publisher_id = :tenant and i.number is not null
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Invoices(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * A bill.
   *
   * @param state {@code draft}, {@code open}, {@code paid}, {@code void} or {@code uncollectible}
   * @param decline why the last charge for it failed; null when none did
   */
  public record Invoice(
      InvoiceId id,
      TenantId publisher,
      AccountId account,
      String number,
      String state,
      Money total,
      Instant issuedAt,
      Instant dueAt,
      @Nullable Instant paidAt,
      @Nullable DeclineCode decline) {}

  /** A bill with the name of whom it was sent to. */
  public record Issued(Invoice invoice, String consumer) {}

  @RegisterForReflection
  record Row(
      UUID id,
      UUID publisherId,
      UUID accountId,
      String number,
      String state,
      long total,
      String currency,
      OffsetDateTime issuedAt,
      OffsetDateTime dueAt,
      @Nullable OffsetDateTime paidAt,
      @Nullable String declineCode,
      @Nullable String consumer) {
    Issued issued() {
      return new Issued(invoice(), Objects.requireNonNullElse(consumer, ""));
    }

    Invoice invoice() {
      return new Invoice(
          new InvoiceId(id),
          new TenantId(publisherId),
          new AccountId(accountId),
          number,
          state,
          Orders.money(total, currency),
          issuedAt.toInstant(),
          dueAt.toInstant(),
          paidAt == null ? null : paidAt.toInstant(),
          declineCode == null ? null : DeclineCode.of(declineCode));
    }
  }

  /** Those of an account, newest first. */
  public Uni<List<Invoice>> of(TenantId tenant, AccountId account, int most) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.list(
                    session,
                    Row.class,
                    SELECT
                        + " where account_id = :account and number is not null"
                        + " order by id desc limit :most",
                    Map.of("account", account.value(), "most", most)))
        .map(found -> found.stream().map(Row::invoice).toList());
  }

  /**
   * Those that a publisher issued, newest first.
   *
   * @param search a part of a number or of a consumer's name
   * @param state null: all
   * @param before only what is older than this one, on the next page
   */
  public Uni<List<Issued>> ofPublisher(
      TenantId publisher, Search search, @Nullable String state, @Nullable UUID before) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", publisher.value());
    parameters.put("most", search.most());
    StringBuilder sql = new StringBuilder(ISSUED);
    if (!search.text().isEmpty()) {
      sql.append(
          " and (i.number ilike cast(:text as text) or c.name ilike cast(:text as text)"
              + " or c.slug ilike cast(:text as text))");
      parameters.put("text", search.pattern());
    }
    if (state != null) {
      sql.append(" and i.state = :state");
      parameters.put("state", state);
    }
    if (before != null) {
      sql.append(" and i.id < :before");
      parameters.put("before", before);
    }
    sql.append(" order by i.id desc limit :most");
    return tenancy
        .as(publisher, session -> rows.list(session, Row.class, sql.toString(), parameters))
        .map(found -> found.stream().map(Row::issued).toList());
  }

  public Uni<Optional<Invoice>> find(TenantId tenant, InvoiceId id) {
    return tenancy
        .as(
            tenant,
            session ->
                rows.first(
                    session,
                    Row.class,
                    SELECT + " where id = :id and number is not null",
                    Map.of("id", id.value())))
        .map(found -> found.map(Row::invoice));
  }
}

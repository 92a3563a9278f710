package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every payment of an account: what it was for, what became of it, and whether it is applied. */
@ApplicationScoped
public class PaymentHistory {
  /** Payments of one page. */
  public static final int PAGE = 30;

  private static final String SELECT =
      """
      select p.id, p.created_at, p.purpose, p.amount, p.currency, p.state, p.processor_id,
        p.decline_code, p.card_brand, p.card_last4, p.invoice_id, i.number as invoice,
        exists (select from ledger_txn t where t.idempotency_key = 'payment:' || p.id) as applied
      from payment p left join invoice i on i.id = p.invoice_id
      where p.account_id = :account and p.consumer_id = :tenant
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  PaymentHistory(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * One payment as its payer sees it.
   *
   * @param purpose {@code top-up}, {@code invoice} or {@code first}
   * @param decline why it was refused, when it was
   * @param card such as {@code visa 4242}; null: it was never known
   * @param processorId the number the processor gave it, to ask there
   * @param invoice the number of the invoice that it was for
   * @param applied whether the books have it: credit is there, the invoice is settled
   */
  public record Entry(
      UUID id,
      Instant at,
      String purpose,
      Money amount,
      Payment.State state,
      @Nullable DeclineCode decline,
      @Nullable String card,
      @Nullable String processorId,
      @Nullable InvoiceId invoiceId,
      @Nullable String invoice,
      boolean applied) {}

  /**
   * One page, latest first: at most {@link #PAGE}, and one more if there is another page.
   *
   * @param before the last of the page before; null: from the latest on
   */
  public Uni<List<Entry>> of(Acting consumer, AccountId account, @Nullable UUID before) {
    consumer.require(Permission.SEE_MONEY);
    Map<String, Object> values = new HashMap<>();
    values.put("account", account.value());
    values.put("tenant", consumer.tenant().value());
    values.put("most", PAGE + 1);
    if (before != null) {
      values.put("before", before);
    }
    return tenancy
        .as(
            consumer.tenant(),
            session ->
                rows.list(
                    session,
                    EntryRow.class,
                    SELECT
                        + (before == null ? "" : " and p.id < :before")
                        + " order by p.id desc limit :most",
                    values))
        .map(found -> found.stream().map(EntryRow::toEntry).toList());
  }

  @RegisterForReflection
  record EntryRow(
      UUID id,
      Instant createdAt,
      String purpose,
      long amount,
      String currency,
      String state,
      @Nullable String processorId,
      @Nullable String declineCode,
      @Nullable String cardBrand,
      @Nullable String cardLast4,
      @Nullable UUID invoiceId,
      @Nullable String invoice,
      boolean applied) {
    Entry toEntry() {
      return new Entry(
          id,
          createdAt,
          purpose,
          Orders.money(amount, currency),
          Payment.State.valueOf(state.replace('-', '_').toUpperCase(Locale.ROOT)),
          declineCode == null ? null : DeclineCode.of(declineCode),
          cardBrand == null || cardLast4 == null ? null : cardBrand + " •••• " + cardLast4,
          processorId,
          invoiceId == null ? null : new InvoiceId(invoiceId),
          invoice,
          applied);
    }
  }
}

package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the inbox tells of a request beside the subscription itself. */
@RegisterForReflection
record PendingRow(
    UUID id,
    @Nullable String askedBy,
    @Nullable String askedByEmail,
    Instant customerSince,
    String currency,
    long balance,
    long openInvoices,
    List<EarlierRow> history) {

  static final String SELECT =
      """
      select s.id, w.name as asked_by, w.email as asked_by_email, k.created_at as customer_since,
        k.currency, coalesce(m.posted - m.held, 0) as balance,
        (select count(*) from invoice i where i.account_id = k.id and i.state = 'open')
          as open_invoices,
        (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from (
          select o.name as product, l.name as plan, x.state, x.changed_at as at
          from subscription x
          join product o on o.id = x.product_id
          join plan_revision r on r.id = x.plan_revision_id
          join plan l on l.id = r.plan_id
          where x.publisher_id = s.publisher_id and x.consumer_id = s.consumer_id and x.id <> s.id
          order by x.id desc limit 10) e) as history
      from subscription s
      join account k on k.id = s.account_id
      left join wallet m on m.account_id = k.id
      left join person w on w.id = s.requested_by
      where s.publisher_id = :tenant and s.state = 'requested' limit :most
      """;

  @RegisterForReflection
  record EarlierRow(String product, String plan, String state, Instant at) {
    PendingRequest.Earlier toEarlier() {
      return new PendingRequest.Earlier(product, plan, state, at);
    }
  }

  PendingRequest toPending(SubscriptionRow row, boolean own) {
    SubscriptionState.Requested open = (SubscriptionState.Requested) row.current();
    return new PendingRequest(
        row.toSubscribed(),
        open.position(),
        open.of(),
        askedBy,
        askedByEmail,
        customerSince,
        new Money(balance, Currency.getInstance(currency)),
        openInvoices,
        history.stream().map(EarlierRow::toEarlier).toList(),
        own);
  }
}

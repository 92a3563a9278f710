package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.Subscribed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of a request beside the subscription itself. */
@RegisterForReflection
record PendingRow(
    UUID id,
    @Nullable String askedBy,
    @Nullable String askedByEmail,
    Instant customerSince,
    String currency,
    long balance,
    long openInvoices,
    List<EarlierRow> history,
    @Nullable StepRow step) {

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
          where x.account_id = s.account_id and x.id <> s.id
          order by x.id desc limit 10) e) as history,
        (select to_jsonb(t) from (
          select x.position, x.settings || jsonb_build_object('kind', x.kind) as terms,
            coalesce((select max(v.at) from approval v where v.subscription_id = s.id
              and v.position < x.position), s.requested_at) as since,
            x.opened_at, x.reminded_at, x.escalated_at,
            (select coalesce(jsonb_agg(to_jsonb(y) order by y.at), '[]') from (
              select p.name, b.name as on_behalf_of, v.comment, v.at
              from approval_vote v left join person p on p.id = v.person_id
                left join person b on b.id = v.on_behalf_of
              where v.subscription_id = s.id and v.position = x.position) y) as votes
          from approval_step x where x.subscription_id = s.id
            and x.position = cast(s.facts ->> 'position' as int)) t) as step
      from subscription s
      join account k on k.id = s.account_id
      left join wallet m on m.account_id = k.id
      left join person w on w.id = s.requested_by
      """;

  @RegisterForReflection
  record EarlierRow(String product, String plan, String state, Instant at) {
    PendingRequest.Earlier toEarlier() {
      return new PendingRequest.Earlier(product, plan, state, at);
    }
  }

  PendingRequest toPending(Subscribed subscribed, Step open, int of, boolean own, boolean mine) {
    return new PendingRequest(
        subscribed,
        open,
        of,
        askedBy,
        askedByEmail,
        customerSince,
        new Money(balance, Currency.getInstance(currency)),
        openInvoices,
        history.stream().map(EarlierRow::toEarlier).toList(),
        own,
        mine);
  }
}

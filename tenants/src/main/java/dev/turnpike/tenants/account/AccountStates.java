package dev.turnpike.tenants.account;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A publisher's accounts as they stand: money, payments, subscriptions and limits of each in one
 * query, read from the same rows that decide calls. Worries are found in the database, so that a
 * list can be narrowed to them before it is cut into pages.
 */
@ApplicationScoped
public class AccountStates {
  /** Days, calls and money are compared as integers; each lateral reads by an index of its own. */
  private static final String BOOK =
      """
      with book as (
        select a.id, c.slug as consumer_slug, c.name as consumer_name, a.mode, a.created_at, a.zone,
          a.ahead_millis, w.currency, w.posted, w.held, w.overdraft,
          w.posted + w.overdraft as available,
          pay.created_at as paid_at, pay.state as paid_state, pay.amount as paid_amount,
          pay.decline_code as paid_decline,
          inv.total as overdue, inv.count as overdue_count, inv.since as overdue_since,
          used.spent, subs.list as subscriptions, lim.list as uses,
          array_remove(array[
            case when subs.suspended then 'suspended' end,
            case when subs.in_grace then 'in_grace' end,
            case when subs.trial_ended then 'trial_ended' end,
            case when inv.count > 0 then 'overdue' end,
            case when pay.state = 'declined' then 'payment_failed' end,
            case when subs.prepaid and used.spent > 0
              and w.posted + w.overdraft < 3 * used.spent then 'wallet_ends' end,
            case when lim.ends then 'allowance_ends' end], null) as worries
        from account a
        join wallet w on w.account_id = a.id
        join tenant c on c.id = a.consumer_id
        cross join lateral (
          select cast(:now as timestamptz) + a.ahead_millis * interval '1 millisecond' as time) t
        left join lateral (
          select created_at, state, amount, decline_code from payment
          where account_id = a.id order by id desc limit 1) pay on true
        cross join lateral (
          select coalesce(cast(sum(total) as bigint), 0) as total, count(*) as count,
            min(due_at) as since
          from invoice where account_id = a.id and state = 'open' and due_at < t.time) inv
        cross join lateral (
          select coalesce(cast(-sum(e.amount) as bigint), 0) as spent
          from ledger_txn x join ledger_entry e on e.txn_id = x.id and e.book = 'wallet'
          where x.account_id = a.id and x.kind = 'usage'
            and x.id >= uuid7_floor(cast(:now as timestamptz) - interval '24 hours')) used
        cross join lateral (
          select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'application', ap.name,
              'product', p.name, 'plan', l.name, 'state', s.state, 'facts', s.facts,
              'changed_at', s.changed_at, 'hindrances', coalesce((
                select jsonb_object_agg(h.kind, h.reason) from hindrance h
                where h.subscription_id = s.id), '{}')) order by s.changed_at desc), '[]') as list,
            coalesce(bool_or(s.state = 'suspended'), false) as suspended,
            coalesce(bool_or(s.state = 'past_due'), false) as in_grace,
            coalesce(bool_or((s.state = 'ended' and s.facts ->> 'reason' = 'trial_over'
                and s.changed_at > cast(:now as timestamptz) - interval '30 days')
              or cast(to_jsonb(s) ->> 'trial_ends_at' as timestamptz)
                between t.time - interval '30 days' and t.time), false) as trial_ended,
            coalesce(bool_or(r.terms ->> 'billing' in ('prepaid', 'hybrid')
              and s.state in ('active', 'trialing', 'past_due')), false) as prepaid
          from subscription s
          join application ap on ap.id = s.application_id
          join product p on p.id = s.product_id
          join plan_revision r on r.id = s.plan_revision_id
          join plan l on l.id = r.plan_id
          where s.account_id = a.id) subs
        cross join lateral (
          select coalesce(jsonb_agg(jsonb_build_object('subscription', u.subscription,
              'application', u.application, 'name', u.name, 'unit', u.unit, 'window', u.window,
              'quantity', u.quantity, 'used', u.used, 'held', u.held)
              order by u.application, u.name), '[]') as list,
            coalesce(bool_or(u.used * 5 >= u.quantity * 4), false) as ends
          from (
            select s.id as subscription, ap.name as application, m ->> 'name' as name,
              m ->> 'unit' as unit, m ->> 'window' as window,
              cast(m ->> 'quantity' as bigint) as quantity,
              cast(coalesce(sum(k.used), 0) as bigint) as used,
              cast(coalesce(sum(k.held), 0) as bigint) as held
            from subscription s
            join application ap on ap.id = s.application_id
            join plan_revision r on r.id = s.plan_revision_id
            cross join lateral jsonb_array_elements(r.terms -> 'limits') m
            left join counter k on k.subscription_id = s.id and k.name = m ->> 'name'
              and k.starts_at = date_trunc(m ->> 'window', t.time at time zone a.zone)
                at time zone a.zone
            where s.account_id = a.id and s.state in ('active', 'trialing', 'past_due')
              and m ->> 'kind' = 'allowance'
            group by s.id, ap.name, m
          ) u) lim
        where a.publisher_id = :tenant
      """;

  private static final String OF_BOOK = ") select * from book ";

  private static final String CUT =
      """
       and a.id = any(array(select k.id from account k join wallet v on v.account_id = k.id
        join tenant n on n.id = k.consumer_id
        where k.publisher_id = :tenant
          and (n.name ilike cast(:text as text) or n.slug ilike cast(:text as text))
        order by %sn.name, k.id limit :most offset :skip))
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  AccountStates(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /** A page of accounts; a look at one more than wanted tells whether there is a next page. */
  public Uni<List<AccountState>> list(Acting publisher, AccountQuery query) {
    publisher.require(Permission.SEE_CONSUMERS);
    Map<String, Object> parameters = parameters(publisher);
    parameters.put("text", "%" + escaped(query.text()) + "%");
    parameters.put(
        "worry", query.only().map(only -> only.name().toLowerCase(Locale.ROOT)).orElse(""));
    parameters.put("any", query.anyWorry());
    parameters.put("most", query.most());
    parameters.put("skip", query.skip());
    String where =
        """
        where (consumer_name ilike cast(:text as text) or consumer_slug ilike cast(:text as text))
          and (cast(:worry as text) = '' or cast(:worry as text) = any(worries))
          and (not cast(:any as boolean) or cardinality(worries) > 0)
        """;
    String order = " order by " + query.sort().columns() + " limit :most offset ";
    return cut(query)
        .map(page -> read(publisher, BOOK + page + OF_BOOK + where + order + "0", parameters))
        .orElseGet(() -> read(publisher, BOOK + OF_BOOK + where + order + ":skip", parameters));
  }

  /**
   * The page, where an order can be known from names and wallets alone: then the rest is read of
   * the accounts on it. A worry, and what was spent or is overdue, has to be known of all of them.
   */
  private static Optional<String> cut(AccountQuery query) {
    if (query.only().isPresent() || query.anyWorry()) {
      return Optional.empty();
    }
    return switch (query.sort()) {
      case NAME -> Optional.of(CUT.formatted(""));
      case BALANCE -> Optional.of(CUT.formatted("v.posted + v.overdraft, "));
      case OVERDUE, SPENT, LAST_PAYMENT -> Optional.empty();
    };
  }

  /** One account; empty when it is none of the publisher's. */
  public Uni<Optional<AccountState>> find(Acting publisher, AccountId account) {
    publisher.require(Permission.SEE_CONSUMERS);
    Map<String, Object> parameters = parameters(publisher);
    parameters.put("account", account.value());
    return read(publisher, BOOK + " and a.id = :account" + OF_BOOK, parameters)
        .map(found -> found.stream().findFirst());
  }

  private Uni<List<AccountState>> read(
      Acting publisher, String sql, Map<String, Object> parameters) {
    var now = clock.instant();
    return tenancy
        .as(publisher.tenant(), session -> rows.list(session, AccountRow.class, sql, parameters))
        .map(found -> found.stream().map(row -> row.state(now)).toList());
  }

  private Map<String, Object> parameters(Acting publisher) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", publisher.tenant().value());
    parameters.put("now", clock.instant());
    return parameters;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}

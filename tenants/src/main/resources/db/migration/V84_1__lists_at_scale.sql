-- What a list of thousands is searched or narrowed by.

-- The audit trail's free text looks at each event: once lower-cased when it is written, not at each search. Parts are
-- kept apart by a character that JSON escapes, so nothing matches over the seam.
alter table audit add column words text not null
  generated always as (lower(action || e'\x1f' || subject_id || e'\x1f' || facts::text)) stored;

-- Which accounts owe: open invoices are few, paid ones pile up.
create index on invoice (account_id, due_at) where state = 'open';

-- A publisher's invoices, newest first, in pages.
create index on invoice (publisher_id, id desc) where number is not null;

-- How a publisher's accounts stand, for pages: which, in which order, and all that tells whether one is in trouble.
-- Row security asks its questions once a row and once a plan, which for thousands of rows of a dozen tables is most of
-- the work; this asks once whose accounts they are, and reads the rows of those accounts alone. Days, calls and money are
-- compared as integers.
--   p_account null: all; p_worry '': any or none; p_any: with at least one
--   p_sort: name, balance, overdue, spent or last-payment
create function account_states(p_now timestamptz, p_account uuid, p_text text, p_worry text, p_any boolean, p_sort text,
  p_most int, p_skip int)
returns table (id uuid, consumer_slug text, consumer_name text, mode text, created_at timestamptz, zone text,
  ahead_millis bigint, currency text, posted bigint, held bigint, overdraft bigint, paid_at timestamptz,
  paid_state text, paid_amount bigint, paid_decline text, overdue bigint, overdue_count bigint,
  overdue_since timestamptz, spent bigint, subscriptions jsonb, uses jsonb, worries text[])
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  -- Names and wallets alone tell who is on the page; a worry, and what was spent or is overdue, has to be known of all.
  early boolean := p_account is null and p_worry = '' and not p_any and p_sort in ('name', 'balance');
  ids uuid[];
begin
  if p_account is not null then
    ids := array[p_account];
  elsif early then
    ids := array(select a.id from account a join wallet w on w.account_id = a.id join tenant c on c.id = a.consumer_id
      where a.publisher_id = current_tenant() and (c.name ilike p_text or c.slug ilike p_text)
      order by case p_sort when 'balance' then w.posted + w.overdraft end, c.name, a.id limit p_most offset p_skip);
  else
    ids := array(select a.id from account a join tenant c on c.id = a.consumer_id
      where a.publisher_id = current_tenant() and (c.name ilike p_text or c.slug ilike p_text));
  end if;
  return query
  with mine as materialized (
    select a.id, c.slug, c.name, a.mode, a.created_at, a.zone, a.ahead_millis,
      p_now + a.ahead_millis * interval '1 millisecond' as time,
      w.currency, w.posted, w.held, w.overdraft, w.posted + w.overdraft as available
    from account a join wallet w on w.account_id = a.id join tenant c on c.id = a.consumer_id
    where a.id = any(ids) and a.publisher_id = current_tenant()
  ), owed as (
    select i.account_id, sum(i.total)::bigint as total, count(*) as count, min(i.due_at) as since
    from mine m join invoice i on i.account_id = m.id and i.state = 'open' and i.due_at < m.time
    group by i.account_id
  ), used_up as (
    select x.account_id, -sum(e.amount)::bigint as micros
    from mine m
    join ledger_txn x on x.account_id = m.id and x.kind = 'usage' and x.id >= uuid7_floor(p_now - interval '24 hours')
    join ledger_entry e on e.txn_id = x.id and e.book = 'wallet'
    group by x.account_id
  ), subs as (
    select s.account_id, bool_or(s.state = 'suspended') as suspended, bool_or(s.state = 'past_due') as in_grace,
      coalesce(bool_or((s.state = 'ended' and s.facts ->> 'reason' = 'trial_over'
          and s.changed_at > p_now - interval '30 days')
        or s.trial_ends_at between m.time - interval '30 days' and m.time), false) as trial_ended,
      coalesce(bool_or(r.terms ->> 'billing' in ('prepaid', 'hybrid')
        and s.state in ('active', 'trialing', 'past_due')), false) as prepaid
    from mine m join subscription s on s.account_id = m.id join plan_revision r on r.id = s.plan_revision_id
    group by s.account_id
  ), allowances as (
    select m.id as account_id, s.id as subscription, s.application_id, l ->> 'name' as name, l ->> 'unit' as unit,
      l ->> 'window' as period, (l ->> 'quantity')::bigint as quantity,
      date_trunc(l ->> 'window', m.time at time zone m.zone) at time zone m.zone as starts_at
    from mine m
    join subscription s on s.account_id = m.id and s.state in ('active', 'trialing', 'past_due')
    join plan_revision r on r.id = s.plan_revision_id
    cross join lateral jsonb_array_elements(r.terms -> 'limits') l
    where l ->> 'kind' = 'allowance'
  ), low as (
    select account_id from allowances where quantity = 0
    union
    select u.account_id from allowances u
    join counter k on k.subscription_id = u.subscription and k.name = u.name and k.starts_at = u.starts_at
    group by u.account_id, u.subscription, u.name, u.quantity having sum(k.used) * 5 >= u.quantity * 4
  ), stood as (
    select m.*, pay.created_at as paid_at, pay.state as paid_state, pay.amount as paid_amount,
      pay.decline_code as paid_decline, coalesce(o.total, 0) as overdue, coalesce(o.count, 0) as overdue_count,
      o.since as overdue_since, coalesce(u.micros, 0) as spent,
      array_remove(array[
        case when b.suspended then 'suspended' end,
        case when b.in_grace then 'in_grace' end,
        case when b.trial_ended then 'trial_ended' end,
        case when o.count > 0 then 'overdue' end,
        case when pay.state = 'declined' then 'payment_failed' end,
        case when b.prepaid and u.micros > 0 and m.available < 3 * u.micros then 'wallet_ends' end,
        case when n.account_id is not null then 'allowance_ends' end], null) as worries
    from mine m
    left join owed o on o.account_id = m.id
    left join used_up u on u.account_id = m.id
    left join subs b on b.account_id = m.id
    left join low n on n.account_id = m.id
    left join lateral (
      select p.created_at, p.state, p.amount, p.decline_code from payment p
      where p.account_id = m.id order by p.id desc limit 1) pay on true
  ), page as (
    select *, row_number() over (order by case p_sort when 'balance' then available when 'overdue' then -overdue
        when 'spent' then -spent when 'last-payment' then -extract(epoch from paid_at) end, name, id) as place
    from stood where (p_worry = '' or p_worry = any(worries)) and (not p_any or cardinality(worries) > 0)
    order by place limit p_most offset case when early then 0 else p_skip end
  )
  select g.id, g.slug, g.name, g.mode, g.created_at, g.zone, g.ahead_millis, g.currency, g.posted, g.held,
    g.overdraft, g.paid_at, g.paid_state, g.paid_amount, g.paid_decline, g.overdue, g.overdue_count, g.overdue_since,
    g.spent, list.subscriptions, coalesce(uses.list, '[]'), g.worries
  from page g
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'application', ap.name, 'product', p.name, 'plan', l.name,
        'state', s.state, 'facts', s.facts, 'changed_at', s.changed_at, 'hindrances', coalesce((
          select jsonb_object_agg(h.kind, h.reason) from hindrance h where h.subscription_id = s.id), '{}'))
        order by s.changed_at desc), '[]') as subscriptions
    from subscription s
    join application ap on ap.id = s.application_id
    join product p on p.id = s.product_id
    join plan_revision r on r.id = s.plan_revision_id
    join plan l on l.id = r.plan_id
    where s.account_id = g.id) list
  left join (
    select u.account_id, jsonb_agg(jsonb_build_object('subscription', u.subscription, 'application', ap.name,
        'name', u.name, 'unit', u.unit, 'window', u.period, 'quantity', u.quantity, 'used', k.used, 'held', k.held)
        order by ap.name, u.name) as list
    from page o
    join allowances u on u.account_id = o.id
    join application ap on ap.id = u.application_id
    cross join lateral (select coalesce(sum(k.used), 0)::bigint as used, coalesce(sum(k.held), 0)::bigint as held
      from counter k where k.subscription_id = u.subscription and k.name = u.name and k.starts_at = u.starts_at) k
    group by u.account_id) uses on uses.account_id = g.id
  order by g.place;
end $$;
grant execute on function account_states(timestamptz, uuid, text, text, boolean, text, int, int) to turnpike_app;

-- A policy asks whose transaction it is once a statement, not once a row: of 50,000 rows that is more than half the work.
create or replace procedure isolate(tab regclass, own text) language plpgsql as $$
declare
  mine text := replace(own, 'current_tenant()', '(select current_tenant())');
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy own on %s to turnpike_app using (%s) with check (%s)', tab, mine, mine);
  execute format('create policy owner on %s to %I using (true) with check (true)', tab, current_user);
end $$;
do $$
declare p record;
begin
  for p in select tablename, policyname, qual, with_check from pg_policies
    where schemaname = 'public' and concat(qual, with_check) like '%current_tenant()%'
  loop
    execute format('alter policy %I on %I', p.policyname, p.tablename)
      || coalesce(' using (' || replace(p.qual, 'current_tenant()', '(select current_tenant())') || ')', '')
      || coalesce(' with check (' || replace(p.with_check, 'current_tenant()', '(select current_tenant())') || ')', '');
  end loop;
end $$;

-- How these accounts of the publisher stand. What is not wanted is not read, and counts as none.
--   p_wants: some of overdue, spent, states, allowances, payments; and uses, to have the allowances listed
create function account_standing(p_now timestamptz, p_ids uuid[], p_wants text[])
returns table (id uuid, available bigint, paid_at timestamptz, paid_state text, paid_amount bigint, paid_decline text,
  overdue bigint, overdue_count bigint, overdue_since timestamptz, spent bigint, worries text[], uses jsonb)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  return query
  with mine as materialized (
    select a.id, a.zone, p_now + a.ahead_millis * interval '1 millisecond' as time, w.posted + w.overdraft as available
    from account a join wallet w on w.account_id = a.id
    where a.id = any(p_ids) and a.publisher_id = current_tenant()
  ), owed as (
    select i.account_id, sum(i.total)::bigint as total, count(*) as count, min(i.due_at) as since
    from mine m join invoice i on i.account_id = m.id and i.state = 'open' and i.due_at < m.time
    where 'overdue' = any(p_wants)
    group by i.account_id
  ), used_up as (
    select x.account_id, -sum(e.amount)::bigint as micros
    from mine m
    join ledger_txn x on x.account_id = m.id and x.kind = 'usage' and x.id >= uuid7_floor(p_now - interval '24 hours')
    join ledger_entry e on e.txn_id = x.id and e.book = 'wallet'
    where 'spent' = any(p_wants)
    group by x.account_id
  ), billed as materialized (
    select id, terms ->> 'billing' in ('prepaid', 'hybrid') as prepaid from plan_revision
  ), subs as (
    select s.account_id, bool_or(s.state = 'suspended') as suspended, bool_or(s.state = 'past_due') as in_grace,
      coalesce(bool_or((s.state = 'ended' and s.facts ->> 'reason' = 'trial_over'
          and s.changed_at > p_now - interval '30 days')
        or s.trial_ends_at between m.time - interval '30 days' and m.time), false) as trial_ended,
      coalesce(bool_or(b.prepaid and s.state in ('active', 'trialing', 'past_due')), false) as prepaid
    from mine m join subscription s on s.account_id = m.id join billed b on b.id = s.plan_revision_id
    where 'states' = any(p_wants)
    group by s.account_id
  ), allowances as materialized (
    select m.id as account_id, s.id as subscription, s.application_id, l ->> 'name' as name, l ->> 'unit' as unit,
      l ->> 'window' as period, (l ->> 'quantity')::bigint as quantity,
      date_trunc(l ->> 'window', m.time at time zone m.zone) at time zone m.zone as starts_at
    from mine m
    join subscription s on s.account_id = m.id and s.state in ('active', 'trialing', 'past_due')
    join plan_revision r on r.id = s.plan_revision_id
    cross join lateral jsonb_array_elements(r.terms -> 'limits') l
    where l ->> 'kind' = 'allowance' and 'allowances' = any(p_wants)
  ), used as materialized (
    select u.account_id, u.subscription, u.application_id, u.name, u.unit, u.period, u.quantity,
      coalesce(sum(k.used), 0)::bigint as used, coalesce(sum(k.held), 0)::bigint as held
    from allowances u
    left join counter k on k.subscription_id = u.subscription and k.name = u.name and k.starts_at = u.starts_at
    group by 1, 2, 3, 4, 5, 6, 7
  ), listed as (
    select u.account_id, bool_or(u.used * 5 >= u.quantity * 4) as low,
      case when 'uses' = any(p_wants) then jsonb_agg(jsonb_build_object('subscription', u.subscription,
        'application', ap.name, 'name', u.name, 'unit', u.unit, 'window', u.period, 'quantity', u.quantity,
        'used', u.used, 'held', u.held) order by ap.name, u.name) end as list
    from used u left join application ap on ap.id = u.application_id and 'uses' = any(p_wants)
    group by u.account_id
  )
  select m.id, m.available, pay.created_at, pay.state, pay.amount, pay.decline_code, coalesce(o.total, 0),
    coalesce(o.count, 0), o.since, coalesce(u.micros, 0),
    array_remove(array[
      case when b.suspended then 'suspended' end,
      case when b.in_grace then 'in_grace' end,
      case when b.trial_ended then 'trial_ended' end,
      case when o.count > 0 then 'overdue' end,
      case when pay.state = 'declined' then 'payment_failed' end,
      case when b.prepaid and u.micros > 0 and m.available < 3 * u.micros then 'wallet_ends' end,
      case when n.low then 'allowance_ends' end], null),
    coalesce(n.list, '[]')
  from mine m
  left join owed o on o.account_id = m.id
  left join used_up u on u.account_id = m.id
  left join subs b on b.account_id = m.id
  left join listed n on n.account_id = m.id
  left join lateral (
    select p.created_at, p.state, p.amount, p.decline_code from payment p
    where p.account_id = m.id and 'payments' = any(p_wants) order by p.id desc limit 1) pay on true;
end $$;
revoke execute on function account_standing(timestamptz, uuid[], text[]) from public;

-- A page of a publisher's accounts: first which they are, reading no more than that needs; then all about these.
create or replace function account_states(p_now timestamptz, p_account uuid, p_text text, p_worry text, p_any boolean,
  p_sort text, p_most int, p_skip int)
returns table (id uuid, consumer_slug text, consumer_name text, mode text, created_at timestamptz, zone text,
  ahead_millis bigint, currency text, posted bigint, held bigint, overdraft bigint, paid_at timestamptz,
  paid_state text, paid_amount bigint, paid_decline text, overdue bigint, overdue_count bigint,
  overdue_since timestamptz, spent bigint, subscriptions jsonb, uses jsonb, worries text[])
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  everything constant text[] := array['overdue', 'spent', 'states', 'allowances', 'payments'];
  wants text[] := case when p_any then everything else array_remove(array[
    case when p_worry = 'overdue' or p_sort = 'overdue' then 'overdue' end,
    case when p_worry = 'wallet_ends' or p_sort = 'spent' then 'spent' end,
    case when p_worry in ('suspended', 'in_grace', 'trial_ended', 'wallet_ends') then 'states' end,
    case when p_worry = 'allowance_ends' then 'allowances' end,
    case when p_worry = 'payment_failed' or p_sort = 'last-payment' then 'payments' end], null) end;
  candidates uuid[];
  ids uuid[] := '{}';
  first int := 1;
  size int := 250;
begin
  if p_account is not null then
    ids := array[p_account];
  else
    candidates := array(select a.id from account a join wallet w on w.account_id = a.id join tenant c on c.id = a.consumer_id
      where a.publisher_id = current_tenant() and (c.name ilike p_text or c.slug ilike p_text)
      order by case p_sort when 'balance' then w.posted + w.overdraft end, c.name, a.id);
    if wants = '{}' then
      ids := candidates[p_skip + 1 : p_skip + p_most];
    elsif p_sort in ('name', 'balance') then
      -- In this order already: more of them are looked at only until the page is full.
      while first <= cardinality(candidates) and cardinality(ids) < p_skip + p_most loop
        ids := ids || array(select s.id from account_standing(p_now, candidates[first : first + size - 1], wants) s
          where (p_worry = '' or p_worry = any(s.worries)) and (not p_any or cardinality(s.worries) > 0)
          order by array_position(candidates, s.id));
        first := first + size;
        size := 2 * size;
      end loop;
      ids := ids[p_skip + 1 : p_skip + p_most];
    else
      ids := array(select s.id from account_standing(p_now, candidates, wants) s
        where (p_worry = '' or p_worry = any(s.worries)) and (not p_any or cardinality(s.worries) > 0)
        order by case p_sort when 'overdue' then -s.overdue when 'spent' then -s.spent
          when 'last-payment' then -extract(epoch from s.paid_at) end, array_position(candidates, s.id)
        limit p_most offset p_skip);
    end if;
  end if;
  return query
  with subs as (
    select s.account_id, jsonb_agg(jsonb_build_object('id', s.id, 'application', ap.name, 'product', p.name,
        'plan', l.name, 'state', s.state, 'facts', s.facts, 'changed_at', s.changed_at, 'hindrances', coalesce((
          select jsonb_object_agg(h.kind, h.reason) from hindrance h where h.subscription_id = s.id), '{}'))
        order by s.changed_at desc, s.id) as list
    from subscription s
    join application ap on ap.id = s.application_id
    join product p on p.id = s.product_id
    join plan_revision r on r.id = s.plan_revision_id
    join plan l on l.id = r.plan_id
    where s.account_id = any(ids)
    group by s.account_id
  )
  select a.id, c.slug, c.name, a.mode, a.created_at, a.zone, a.ahead_millis, w.currency, w.posted, w.held, w.overdraft,
    s.paid_at, s.paid_state, s.paid_amount, s.paid_decline, s.overdue, s.overdue_count, s.overdue_since, s.spent,
    coalesce(subs.list, '[]'), s.uses, s.worries
  from account_standing(p_now, ids, everything || 'uses'::text) s
  join account a on a.id = s.id
  join wallet w on w.account_id = a.id
  join tenant c on c.id = a.consumer_id
  left join subs on subs.account_id = a.id
  order by array_position(ids, a.id);
end $$;

-- What a wallet had when credit last came in: how much of it is gone is then known without adding up its entries, which
-- for two thousand wallets took most of a minute, every ten seconds.
alter table wallet add column full_posted bigint not null default 0, add column filled_at timestamptz,
  add column fills int not null default 0;
update wallet set full_posted = posted, filled_at = now() where posted > 0;
create function fill_wallet() returns trigger language plpgsql as $$
begin
  new.full_posted := new.posted;
  new.filled_at := now();
  new.fills := new.fills + 1;
  return new;
end $$;
create trigger filled before update on wallet for each row when (new.posted > old.posted) execute function fill_wallet();

create or replace function crossed_thresholds(p_now timestamptz, p_most int)
returns table (tenant_id uuid, publisher_id uuid, publisher text, consumer text, account_id uuid, subject uuid,
  kind text, name text, period text, threshold int, used bigint, quantity bigint, unit text,
  starts_at timestamptz, ends_at timestamptz, at timestamptz)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query
  with allowances as (
    select s.consumer_id, s.publisher_id, s.account_id, s.id as subject, 'allowance' as kind,
      ap.name || ': ' || (l ->> 'name') as name,
      (l ->> 'name') || ' ' || to_char(c.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period,
      c.used, (l ->> 'quantity')::bigint as quantity, coalesce(l ->> 'unit', 'requests') as unit, c.starts_at,
      c.starts_at + case l ->> 'window' when 'quarter' then interval '3 months'
        else ('1 ' || (l ->> 'window'))::interval end as ends_at,
      p_now + a.ahead_millis * interval '1 millisecond' as at
    from subscription s
      join account a on a.id = s.account_id
      join application ap on ap.id = s.application_id
      join plan_revision r on r.id = s.plan_revision_id
      cross join lateral jsonb_array_elements(coalesce(r.terms -> 'limits', '[]')) l
      cross join lateral (select * from counter c where c.subscription_id = s.id and c.name = l ->> 'name'
        and c.starts_at <= p_now + a.ahead_millis * interval '1 millisecond'
        order by c.starts_at desc, c.used desc limit 1) c
    where s.state in ('active', 'trialing', 'past_due') and l ->> 'kind' = 'allowance'
      and (l ->> 'quantity')::bigint > 0),
  wallets as (
    select w.consumer_id, w.publisher_id, w.account_id, w.id as subject, 'wallet' as kind, 'Credit' as name,
      w.fills::text as period, w.full_posted - w.posted as used, w.full_posted as quantity, w.currency as unit,
      w.filled_at as starts_at, null::timestamptz as ends_at, p_now + a.ahead_millis * interval '1 millisecond' as at
    from wallet w join account a on a.id = w.account_id
    where w.full_posted > w.posted and w.full_posted > 0 and w.overdraft = 0),
  budgets as (
    select b.tenant_id as consumer_id, null::uuid as publisher_id, null::uuid as account_id, b.id as subject,
      'budget' as kind, b.name, to_char(u.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period,
      u.used, b.amount as quantity, b.currency as unit, u.starts_at,
      u.starts_at + case b.period when 'quarter' then interval '3 months' else ('1 ' || b.period)::interval end as ends_at,
      p_now as at
    from budget b cross join lateral (select * from budget_use u where u.budget_id = b.id
      and u.starts_at <= p_now order by u.starts_at desc limit 1) u
    where b.removed_at is null and b.amount > 0),
  every as (select * from allowances union all select * from wallets union all select * from budgets)
  select e.consumer_id, e.publisher_id, p.slug, c.slug, e.account_id, e.subject, e.kind, e.name, e.period,
    threshold_of(e.used, e.quantity), e.used, e.quantity, e.unit, e.starts_at, e.ends_at, e.at
  from every e left join tenant p on p.id = e.publisher_id join tenant c on c.id = e.consumer_id
  where threshold_of(e.used, e.quantity) is not null and (e.ends_at is null or e.ends_at > e.at)
    and not exists (select from notice n where n.subject = e.subject and n.kind = e.kind and n.period = e.period
      and n.threshold >= threshold_of(e.used, e.quantity))
  order by e.consumer_id, e.subject limit p_most;
end $$;

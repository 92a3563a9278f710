-- Posting looks first which calls are news and then inserts just those: an insert that may meet a conflict costs
-- half as much again, a call. And what a node's session plans in its first seconds, while these tables are
-- almost empty, it keeps for minutes: it must not be a scan.
create or replace function gate_post(
  p_node uuid, p_epoch bigint, p_batch bigint,
  p_requests uuid[], p_paths int[], p_purses int[], p_amounts bigint[], p_statuses int[],
  p_bytes_in bigint[], p_bytes_out bigint[], p_ats timestamptz[], p_used text[],
  p_publishers uuid[], p_consumers uuid[], p_applications uuid[], p_subscriptions uuid[], p_apis uuid[],
  p_plans uuid[], p_keys text[], p_flats bigint[],
  p_kinds text[], p_ids uuid[], p_starts timestamptz[], p_txns uuid[], p_backs bigint[], p_ends boolean[],
  p_rates text[], p_bases bigint[],
  p_take_calls int[], p_take_pots int[], p_take_units bigint[],
  p_tell boolean)
returns table (verdict text, pot int, used bigint, held bigint, available bigint, ended boolean, conflicts bigint)
language plpgsql security definer set search_path = public set enable_seqscan = off as $$
#variable_conflict use_column
declare
  last bigint;
  fresh int[];
  odd bigint := 0;
  amounts bigint[] := p_amounts;
  counts bigint[] := array_fill(0::bigint, array[coalesce(cardinality(p_kinds), 0)]);
  refunds bigint[] := array_fill(0::bigint, array[coalesce(cardinality(p_kinds), 0)]);
  cost bigint;
  gone bigint;
  units bigint[] := array_fill(0::bigint, array[coalesce(cardinality(p_kinds), 0)]);
  mine bigint;
  covered bigint;
  w wallet;
  r record;
begin
  select batch into last from node where node.id = p_node and node.epoch = p_epoch for no key update;
  if not found then
    return query select 'stale', 0, 0::bigint, 0::bigint, 0::bigint, false, 0::bigint;
    return;
  end if;
  if last >= p_batch then
    return query select 'known', 0, 0::bigint, 0::bigint, 0::bigint, false, 0::bigint;
    return;
  end if;
  update node set batch = p_batch, seen_at = now() where node.id = p_node;
  perform lock_pots(p_kinds, p_ids, p_starts);

  if exists (select from unnest(p_rates) as x(rate) where x.rate is not null) then
    for r in
      select p.i, c.used from unnest(p_ids, p_rates) with ordinality as p(id, rate, i)
      join counter c on c.id = p.id where p.rate is not null
    loop
      counts[r.i] := r.used;
    end loop;
    for r in
      select t.call, t.pot, t.units, row_number() over (partition by t.call order by t.n) = 1 as is_first
      from unnest(p_take_calls, p_take_pots, p_take_units) with ordinality as t(call, pot, units, n)
      where p_rates[t.pot] is not null
        and not exists (select from usage_event u where u.request_id = p_requests[t.call])
      order by t.n
    loop
      if r.is_first then
        amounts[r.call] := p_flats[r.call];
      end if;
      amounts[r.call] := amounts[r.call]
        + rate_units(p_plans[p_paths[r.call]], p_rates[r.pot], p_bases[r.pot] + counts[r.pot], r.units);
      counts[r.pot] := counts[r.pot] + r.units;
    end loop;
    for i in 1 .. cardinality(p_amounts) loop
      amounts[i] := least(amounts[i], p_amounts[i]);
    end loop;
  end if;

  -- Nobody else posts this node's calls meanwhile, for its row is locked; one that another node posts at this
  -- moment, from a copy of the same file, fails the batch, which is then sent again.
  select coalesce(array_agg(n.i), '{}') into fresh from (
    select min(c.i)::int as i from unnest(p_requests) with ordinality as c(request, i)
    where not exists (select from usage_event u where u.request_id = c.request) group by c.request) n;

  insert into usage_event (request_id, publisher_id, consumer_id, application_id, subscription_id, api_id,
    amount, txn_id, status, bytes_in, bytes_out, at, key_id, plan_revision_id, used)
  select c.request, a.publisher, a.consumer, a.application, a.subscription, a.api,
    c.amount, case when c.amount <> 0 then p_txns[c.purse] end, c.status, c.bytes_in, c.bytes_out, c.at,
    a.key, a.plan, coalesce(cast(c.used as jsonb), '{}')
  from unnest(fresh) as f(i)
  join unnest(p_requests, p_paths, p_purses, amounts, p_statuses, p_bytes_in, p_bytes_out, p_ats, p_used)
    with ordinality as c(request, path, purse, amount, status, bytes_in, bytes_out, at, used, i) on c.i = f.i
  join unnest(p_publishers, p_consumers, p_applications, p_subscriptions, p_apis, p_plans, p_keys)
    with ordinality as a(publisher, consumer, application, subscription, api, plan, key, i) on a.i = c.path;

  if cardinality(fresh) < cardinality(p_requests) then
    with others as (
      insert into usage_conflict
      select distinct u.request_id, p_node, u.publisher_id, u.consumer_id, u.amount, c.amount, now()
      from unnest(p_requests, p_amounts) with ordinality as c(request, amount, i)
      join usage_event u on u.request_id = c.request
      where u.amount <> c.amount and not c.i::int = any(fresh)
        and not exists (select from unnest(p_take_calls, p_take_pots) as t(call, pot)
          where t.call = c.i and p_rates[t.pot] is not null)
      on conflict do nothing returning 1)
    select count(*) into odd from others;
  end if;

  for r in
    select t.pot, sum(t.units)::bigint as units
    from unnest(p_take_calls, p_take_pots, p_take_units) as t(call, pot, units)
    join unnest(fresh) as f(i) on f.i = t.call group by t.pot
  loop
    units[r.pot] := r.units;
  end loop;
  for r in
    select t.pot, sum(p_amounts[t.call] - amounts[t.call])::bigint as rest
    from unnest(p_take_calls, p_take_pots) as t(call, pot)
    join unnest(fresh) as f(i) on f.i = t.call
    where p_kinds[t.pot] <> 'counter' and p_amounts[t.call] <> amounts[t.call] group by t.pot
  loop
    refunds[r.pot] := r.rest;
  end loop;

  for i in 1 .. coalesce(cardinality(p_kinds), 0) loop
    select l.amount into mine from lease l
      where l.node_id = p_node and l.pot_id = p_ids[i] and l.starts_at = p_starts[i];
    mine := coalesce(mine, 0);
    cost := units[i] - refunds[i];
    covered := least(cost, mine);
    gone := greatest(least(units[i] + p_backs[i], mine), covered);
    if gone <> 0 then
      update lease l set amount = l.amount - gone
        where l.node_id = p_node and l.pot_id = p_ids[i] and l.starts_at = p_starts[i];
    end if;
    ended := false;
    if p_ends[i] then
      delete from lease l
        where l.node_id = p_node and l.pot_id = p_ids[i] and l.starts_at = p_starts[i] and l.amount = 0;
      ended := found;
    end if;
    pot := i;
    used := 0;
    held := 0;
    available := 0;
    if p_kinds[i] = 'counter' then
      update counter c set used = c.used + units[i], held = c.held - gone
        where c.id = p_ids[i] returning c.used, c.held into used, held;
    elsif p_kinds[i] = 'budget' then
      update budget_use b set used = b.used + cost, held = b.held - gone
        where b.budget_id = p_ids[i] and b.starts_at = p_starts[i] returning b.used, b.held into used, held;
    else
      update wallet set posted = wallet.posted - covered, held = wallet.held - gone
        where wallet.id = p_ids[i] returning * into w;
      held := w.held;
      available := w.posted - w.held + w.overdraft;
      if units[i] > 0 then
        insert into ledger_txn (id, publisher_id, consumer_id, account_id, kind, idempotency_key, memo, at)
          values (p_txns[i], w.publisher_id, w.consumer_id, w.account_id, 'usage',
          'use:' || p_txns[i], '', now());
        insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount)
          select p_txns[i], w.publisher_id, w.consumer_id, e.book, e.wallet, w.currency, e.amount
          from (values ('wallet', w.id, -covered), ('revenue', null, cost), ('loss', null, covered - cost))
            as e(book, wallet, amount)
          where e.amount <> 0;
        if covered > 0 then
          perform burn_lots(w.id, p_txns[i], covered, now());
        end if;
      end if;
    end if;
    if p_tell and gone > covered then
      perform pg_notify('turnpike_lease', '+' || p_ids[i]);
    end if;
    -- A pot that is gone, or was never granted from, has no row to tell of.
    used := coalesce(used, 0);
    held := coalesce(held, 0);
    available := coalesce(available, 0);
    verdict := 'posted';
    conflicts := odd;
    return next;
  end loop;
  if coalesce(cardinality(p_kinds), 0) = 0 then
    return query select 'posted', 0, 0::bigint, 0::bigint, 0::bigint, false, odd;
  end if;
end $$;

alter function entries_balance() set enable_seqscan = off;
alter function burn_lots(uuid, uuid, bigint, timestamptz) set enable_seqscan = off;

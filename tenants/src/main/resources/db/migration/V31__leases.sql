-- Leases: a node takes a part of a wallet, a counter or a budget ("pots") and spends it by itself;
-- what it used comes in batches. `held` of a pot is the sum of its leases, whatever the nodes do.
--
-- Locks, everywhere in this order: the node, then counters, budgets and wallets, each by id.

drop function gate_reserve(uuid, uuid, uuid, uuid, uuid, uuid, uuid, uuid, bigint, text[], timestamptz[], bigint[], timestamptz, boolean);
drop function gate_settle(uuid, uuid, int, bigint, bigint, timestamptz);
drop function gate_release(uuid);
drop function gate_node_started(uuid, timestamptz);
drop function gate_node_seen(uuid, timestamptz);
drop function gate_sweep(timestamptz);
-- No process of the version before runs any more, so no call of it is in flight.
update counter set held = 0 where held <> 0;
update wallet set held = 0 where held <> 0;
drop table hold;

-- `epoch` counts the lives of a node, `batch` the batches of usage of this life.
alter table node add column epoch bigint not null default 0, add column batch bigint not null default 0;

-- `subject` is whose use is added up: '' for the subscription's, else 'application:…' or 'key:…'.
alter table counter
  add column id uuid not null default gen_random_uuid() unique,
  add column subject text not null default '',
  drop constraint counter_pkey,
  add primary key (subscription_id, subject, name, starts_at);

create or replace function spend_counter(p_subscription uuid, p_name text, p_starts_at timestamptz, p_used bigint)
returns void language sql security definer set search_path = public as $$
  insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id, used)
  select id, p_name, p_starts_at, publisher_id, consumer_id, p_used from subscription
  where id = p_subscription and consumer_id = current_tenant()
  on conflict (subscription_id, subject, name, starts_at) do update
    set used = greatest(counter.used, excluded.used)
$$;

alter table usage_event
  add column key_id text,
  add column plan_revision_id uuid,
  add column used jsonb not null default '{}';

-- What a node still holds of a pot: what it may spend, calls in flight and usage it did not post yet.
-- `total` is all it ever got, so that a node which missed an answer learns of it by the next.
create table lease (
  node_id uuid not null references node,
  pot_id uuid not null,
  starts_at timestamptz not null,
  kind text not null check (kind in ('counter', 'budget', 'wallet')),
  publisher_id uuid not null,
  consumer_id uuid not null,
  amount bigint not null check (amount >= 0),
  total bigint not null,
  primary key (node_id, pot_id, starts_at)
) with (fillfactor = 50);
create index on lease (pot_id);
call isolate_two_party('lease');

-- A call reported twice with two amounts: charged as it was first, kept for people to look at.
create table usage_conflict (
  request_id uuid not null,
  node_id uuid not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  charged bigint not null,
  reported bigint not null,
  at timestamptz not null,
  primary key (request_id, reported)
);
call isolate_two_party('usage_conflict');
grant select on usage_conflict to turnpike_app;

-- Under the wallet's lock, for what usage takes out of it. The credit lots replace it.
create or replace function burn_lots(p_wallet uuid, p_txn uuid, p_amount bigint, p_at timestamptz)
returns void language sql security definer set search_path = public as $$ select $$;

create function lock_pots(p_kinds text[], p_ids uuid[], p_starts timestamptz[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  if 'counter' = any(p_kinds) then
    perform from counter where id in (
        select p.id from unnest(p_kinds, p_ids) as p(kind, id) where p.kind = 'counter')
      order by id for no key update;
  end if;
  if 'budget' = any(p_kinds) then
    perform from budget_use b where (b.budget_id, b.starts_at) in (
        select p.id, p.starts from unnest(p_kinds, p_ids, p_starts) as p(kind, id, starts) where p.kind = 'budget')
      order by b.budget_id, b.starts_at for no key update;
  end if;
  if 'wallet' = any(p_kinds) then
    perform from wallet where id in (
        select p.id from unnest(p_kinds, p_ids) as p(kind, id) where p.kind = 'wallet')
      order by id for no key update;
  end if;
end $$;

-- A node begins a life. What its earlier life holds stays until its usage file is posted.
create function gate_node_started(p_node uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare life bigint;
begin
  perform from node where id = p_node for update;
  insert into node (id, started_at, seen_at, epoch) values (p_node, now(), now(), 1)
    on conflict (id) do update
      set started_at = now(), seen_at = now(), epoch = node.epoch + 1, batch = 0
    returning epoch into life;
  return life;
end $$;

-- False when the node's leases were taken from it: it must start anew.
create function gate_node_seen(p_node uuid, p_epoch bigint) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  update node set seen_at = now() where id = p_node and epoch = p_epoch;
  return found;
end $$;

-- All that a node holds comes back. The caller has the node's row.
create function end_leases(p_node uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare ended bigint;
begin
  perform lock_pots(array_agg(kind), array_agg(pot_id), array_agg(starts_at))
    from lease where node_id = p_node and amount > 0;
  update counter c set held = c.held - l.amount
    from lease l where l.node_id = p_node and l.kind = 'counter' and c.id = l.pot_id;
  update wallet w set held = w.held - l.amount
    from lease l where l.node_id = p_node and l.kind = 'wallet' and w.id = l.pot_id;
  if exists (select from lease where node_id = p_node and kind = 'budget') then
    update budget_use b set held = b.held - l.amount
      from lease l where l.node_id = p_node and l.kind = 'budget'
        and b.budget_id = l.pot_id and b.starts_at = l.starts_at;
  end if;
  select count(*) into ended from lease where node_id = p_node and amount > 0;
  delete from lease where node_id = p_node;
  return ended;
end $$;

-- A node that starts had no call in flight: once its usage file is posted, the rest is nobody's.
create function gate_node_cleared(p_node uuid, p_epoch bigint) returns bigint
language plpgsql security definer set search_path = public as $$
begin
  perform from node where id = p_node and epoch = p_epoch for update;
  if not found then
    return 0;
  end if;
  return end_leases(p_node);
end $$;

-- Nodes that were not seen for so long lose what they hold; their late reports are the publisher's loss.
create function gate_sweep(p_before timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare gone uuid; ended bigint := 0;
begin
  for gone in
    select n.id from node n where n.seen_at < p_before
      and exists (select from lease l where l.node_id = n.id) order by n.id for update skip locked
  loop
    update node set epoch = epoch + 1, batch = 0 where id = gone;
    ended := ended + end_leases(gone);
  end loop;
  return ended;
end $$;

-- What a call would find in these pots; takes nothing and waits for nobody. `lent` is what other
-- nodes hold of it.
create function gate_look(
  p_node uuid, p_subscription uuid, p_kinds text[], p_ids uuid[], p_subjects text[], p_names text[], p_starts timestamptz[])
returns table (used bigint, held bigint, available bigint, lent bigint)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare pot uuid;
begin
  for i in 1 .. cardinality(p_kinds) loop
    pot := p_ids[i];
    used := 0;
    held := 0;
    available := 0;
    if p_kinds[i] = 'counter' then
      select c.id, c.used, c.held into pot, used, held from counter c
        where c.subscription_id = p_subscription and c.subject = p_subjects[i] and c.name = p_names[i]
          and c.starts_at = p_starts[i];
    elsif p_kinds[i] = 'budget' then
      select b.used, b.held into used, held from budget_use b
        where b.budget_id = pot and b.starts_at = p_starts[i];
    else
      select 0, w.held, w.posted - w.held + w.overdraft into used, held, available from wallet w where w.id = pot;
      if not found then
        raise exception 'no wallet %', pot using errcode = 'no_data_found';
      end if;
    end if;
    used := coalesce(used, 0);
    held := coalesce(held, 0);
    select coalesce(sum(l.amount), 0) into lent from lease l
      where l.pot_id = pot and l.starts_at = p_starts[i] and l.node_id <> p_node;
    return next;
  end loop;
end $$;

-- Leases parts of all these pots, or of none. Pots come in the order in which they are checked; the
-- first that cannot give `need` is `short`. Of what is there a node gets its share, no less than what
-- its waiting calls need and no more than it spends in a second or two. When little is left it gets
-- what the waiting calls need (`wish`) and nothing to keep.
--   verdict: stale (the node must start anew) | granted | short | spare, one row a pot
--   p_bounds: null for limits that only count
--   p_recall: asks the other nodes to give back what they do not use of the short pot
create function gate_acquire(
  p_node uuid, p_epoch bigint, p_publisher uuid, p_consumer uuid, p_subscription uuid,
  p_kinds text[], p_ids uuid[], p_subjects text[], p_names text[], p_starts timestamptz[], p_bounds bigint[],
  p_costs bigint[], p_needs bigint[], p_wishes bigint[], p_mosts bigint[], p_recall boolean)
returns table (verdict text, id uuid, granted bigint, total bigint, used bigint, held bigint, available bigint, elsewhere bigint)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare
  n int := cardinality(p_kinds);
  ids uuid[] := p_ids;
  useds bigint[] := array_fill(0::bigint, array[n]);
  helds bigint[] := array_fill(0::bigint, array[n]);
  availables bigint[] := array_fill(0::bigint, array[n]);
  first_short int := 0;
  nodes bigint;
  r record;
begin
  perform from node where node.id = p_node and node.epoch = p_epoch for key share;
  if not found then
    return query select 'stale', null::uuid, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint;
    return;
  end if;
  if 'counter' = any(p_kinds) then
    insert into counter (id, subscription_id, subject, name, starts_at, publisher_id, consumer_id)
      select p.id, p_subscription, p.subject, p.name, p.starts, p_publisher, p_consumer
      from unnest(p_kinds, p_ids, p_subjects, p_names, p_starts) as p(kind, id, subject, name, starts)
      where p.kind = 'counter' and not exists (
        select from counter c where c.subscription_id = p_subscription and c.subject = p.subject
          and c.name = p.name and c.starts_at = p.starts)
      order by p.subject, p.name, p.starts
      on conflict (subscription_id, subject, name, starts_at) do nothing;
  end if;
  if 'budget' = any(p_kinds) then
    insert into budget_use (budget_id, starts_at, tenant_id)
      select p.id, p.starts, p_consumer from unnest(p_kinds, p_ids, p_starts) as p(kind, id, starts)
      where p.kind = 'budget' order by p.id, p.starts
      on conflict (budget_id, starts_at) do nothing;
  end if;
  if 'counter' = any(p_kinds) then
    for r in
      select p.i, c.id, c.used, c.held
      from unnest(p_kinds, p_subjects, p_names, p_starts) with ordinality as p(kind, subject, name, starts, i)
      join counter c on c.subscription_id = p_subscription and c.subject = p.subject
        and c.name = p.name and c.starts_at = p.starts
      where p.kind = 'counter' order by c.id for no key update of c
    loop
      ids[r.i] := r.id;
      useds[r.i] := r.used;
      helds[r.i] := r.held;
    end loop;
  end if;
  if 'budget' = any(p_kinds) then
    for r in
      select p.i, b.used, b.held from unnest(p_kinds, p_ids, p_starts) with ordinality as p(kind, id, starts, i)
      join budget_use b on b.budget_id = p.id and b.starts_at = p.starts
      where p.kind = 'budget' order by b.budget_id, b.starts_at for no key update of b
    loop
      useds[r.i] := r.used;
      helds[r.i] := r.held;
    end loop;
  end if;
  for r in
    select p.i, w.posted - w.held + w.overdraft as available, w.held
    from unnest(p_kinds, p_ids) with ordinality as p(kind, id, i) join wallet w on w.id = p.id
    where p.kind = 'wallet' order by w.id for no key update of w
  loop
    helds[r.i] := r.held;
    availables[r.i] := r.available;
  end loop;

  for i in 1 .. n loop
    if p_kinds[i] <> 'wallet' then
      availables[i] := coalesce(p_bounds[i], 4611686018427387904) - useds[i] - helds[i];
    end if;
    if first_short = 0 and availables[i] < p_needs[i] then
      first_short := i;
    end if;
  end loop;

  select greatest(1, count(*)) into nodes from node where seen_at > now() - interval '5 seconds';
  for i in 1 .. n loop
    id := ids[i];
    used := useds[i];
    held := helds[i];
    available := availables[i];
    granted := 0;
    total := 0;
    elsewhere := 0;
    if first_short = 0 then
      verdict := 'granted';
      if availables[i] < 20 * p_costs[i] then
        granted := least(availables[i], greatest(p_needs[i], p_wishes[i]));
      else
        granted := greatest(p_needs[i], least(greatest(p_mosts[i], p_wishes[i]), availables[i] / (2 * nodes)));
      end if;
      granted := greatest(granted, 0);
      if p_kinds[i] = 'counter' then
        update counter set held = counter.held + granted where counter.id = ids[i];
      elsif p_kinds[i] = 'budget' then
        update budget_use b set held = b.held + granted where b.budget_id = ids[i] and b.starts_at = p_starts[i];
      else
        update wallet set held = wallet.held + granted where wallet.id = ids[i];
      end if;
      insert into lease as l (node_id, pot_id, starts_at, kind, publisher_id, consumer_id, amount, total)
        values (p_node, ids[i], p_starts[i], p_kinds[i],
          case when p_kinds[i] = 'budget' then p_consumer else p_publisher end, p_consumer, granted, granted)
        on conflict (node_id, pot_id, starts_at) do update
          set amount = l.amount + excluded.amount, total = l.total + excluded.total
        returning l.total into total;
      held := held + granted;
      available := available - granted;
    elsif i = first_short then
      verdict := 'short';
      select coalesce(sum(l.amount), 0) into elsewhere from lease l
        where l.pot_id = ids[i] and l.starts_at = p_starts[i] and l.node_id <> p_node;
      if p_recall and elsewhere > 0 then
        perform pg_notify('turnpike_lease', '-' || ids[i] || ':' || p_node);
      end if;
    else
      verdict := 'spare';
    end if;
    return next;
  end loop;
end $$;

-- Posts a batch of served calls and takes back what the node does not need. Calls point to paths (whose
-- they are) and to pots (what they took); one transaction a wallet and batch. Once only, twice over: a
-- batch by its number in this life of the node, a call by its id in any.
--
-- Usage beyond what the node holds of a wallet, for its lease was taken from it, is the publisher's loss.
--   verdict: stale (the node must start anew) | known (this batch was posted before) | posted, one row a pot
create function gate_post(
  p_node uuid, p_epoch bigint, p_batch bigint,
  p_requests uuid[], p_paths int[], p_purses int[], p_amounts bigint[], p_statuses int[],
  p_bytes_in bigint[], p_bytes_out bigint[], p_ats timestamptz[], p_used text[],
  p_publishers uuid[], p_consumers uuid[], p_applications uuid[], p_subscriptions uuid[], p_apis uuid[],
  p_plans uuid[], p_keys text[],
  p_kinds text[], p_ids uuid[], p_starts timestamptz[], p_txns uuid[], p_backs bigint[], p_ends boolean[],
  p_take_calls int[], p_take_pots int[], p_take_units bigint[],
  p_tell boolean)
returns table (verdict text, pot int, used bigint, held bigint, available bigint, ended boolean, conflicts bigint)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare
  last bigint;
  fresh int[];
  odd bigint := 0;
  units bigint[] := array_fill(0::bigint, array[coalesce(cardinality(p_kinds), 0)]);
  mine bigint;
  covered bigint;
  back bigint;
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

  with news as (
    insert into usage_event (request_id, publisher_id, consumer_id, application_id, subscription_id, api_id,
      amount, txn_id, status, bytes_in, bytes_out, at, key_id, plan_revision_id, used)
    select c.request, a.publisher, a.consumer, a.application, a.subscription, a.api,
      c.amount, case when c.amount > 0 then p_txns[c.purse] end, c.status, c.bytes_in, c.bytes_out, c.at,
      a.key, a.plan, coalesce(cast(c.used as jsonb), '{}')
    from unnest(p_requests, p_paths, p_purses, p_amounts, p_statuses, p_bytes_in, p_bytes_out, p_ats, p_used)
      as c(request, path, purse, amount, status, bytes_in, bytes_out, at, used)
    join unnest(p_publishers, p_consumers, p_applications, p_subscriptions, p_apis, p_plans, p_keys)
      with ordinality as a(publisher, consumer, application, subscription, api, plan, key, i) on a.i = c.path
    on conflict do nothing returning request_id)
  select coalesce(array_agg(c.i), '{}') into fresh from (
    select min(q.i)::int as i from unnest(p_requests) with ordinality as q(request, i)
    join news on news.request_id = q.request group by q.request) c;

  if cardinality(fresh) < cardinality(p_requests) then
    with others as (
      insert into usage_conflict
      select distinct u.request_id, p_node, u.publisher_id, u.consumer_id, u.amount, c.amount, now()
      from unnest(p_requests, p_amounts) with ordinality as c(request, amount, i)
      join usage_event u on u.request_id = c.request
      where u.amount <> c.amount and not c.i::int = any(fresh)
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

  for i in 1 .. coalesce(cardinality(p_kinds), 0) loop
    select l.amount into mine from lease l
      where l.node_id = p_node and l.pot_id = p_ids[i] and l.starts_at = p_starts[i];
    mine := coalesce(mine, 0);
    covered := least(units[i], mine);
    back := least(p_backs[i], mine - covered);
    if covered + back > 0 then
      update lease l set amount = l.amount - covered - back
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
      update counter c set used = c.used + units[i], held = c.held - covered - back
        where c.id = p_ids[i] returning c.used, c.held into used, held;
    elsif p_kinds[i] = 'budget' then
      update budget_use b set used = b.used + units[i], held = b.held - covered - back
        where b.budget_id = p_ids[i] and b.starts_at = p_starts[i] returning b.used, b.held into used, held;
    else
      update wallet set posted = wallet.posted - covered, held = wallet.held - covered - back
        where wallet.id = p_ids[i] returning * into w;
      held := w.held;
      available := w.posted - w.held + w.overdraft;
      if units[i] > 0 then
        insert into ledger_txn (id, publisher_id, consumer_id, account_id, kind, idempotency_key, memo, at)
          values (p_txns[i], w.publisher_id, w.consumer_id, w.account_id, 'usage',
          'use:' || p_txns[i], '', now());
        insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount)
          select p_txns[i], w.publisher_id, w.consumer_id, e.book, e.wallet, w.currency, e.amount
          from (values ('wallet', w.id, -covered), ('revenue', null, units[i]), ('loss', null, covered - units[i]))
            as e(book, wallet, amount)
          where e.amount <> 0;
        if covered > 0 then
          perform burn_lots(w.id, p_txns[i], covered, now());
        end if;
      end if;
    end if;
    if p_tell and back > 0 then
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

-- Credit came in: refusals that nodes remember are over at once.
create function tell_credit() returns trigger language plpgsql as $$
begin
  perform pg_notify('turnpike_lease', '+' || new.id);
  return null;
end $$;
create trigger credit after update on wallet for each row
  when (new.posted > old.posted or new.overdraft > old.overdraft) execute function tell_credit();

grant execute on function
  gate_node_started(uuid), gate_node_seen(uuid, bigint), gate_node_cleared(uuid, bigint),
  gate_look(uuid, uuid, text[], uuid[], text[], text[], timestamptz[]),
  gate_acquire(uuid, bigint, uuid, uuid, uuid, text[], uuid[], text[], text[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], boolean),
  gate_post(uuid, bigint, bigint, uuid[], int[], int[], bigint[], int[], bigint[], bigint[], timestamptz[], text[],
    uuid[], uuid[], uuid[], uuid[], uuid[], uuid[], text[],
    text[], uuid[], timestamptz[], uuid[], bigint[], boolean[], int[], int[], bigint[], boolean)
  to turnpike_gate;
grant execute on function gate_sweep(timestamptz) to turnpike_jobs;

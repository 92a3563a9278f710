-- A process of the data plane. Its id lives in its data directory and outlives the process.
create table node (
  id uuid primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
alter table node enable row level security;
alter table node force row level security;
create policy owner on node to current_user using (true) with check (true);

-- What a subscription used of a limit in one window.
create table counter (
  subscription_id uuid not null references subscription,
  name text not null,
  starts_at timestamptz not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  used bigint not null default 0 check (used >= 0),
  held bigint not null default 0 check (held >= 0),
  primary key (subscription_id, name, starts_at)
) with (fillfactor = 50);
call isolate_two_party('counter');
grant select on counter to turnpike_app;

-- One call's reservation. It ends exactly once: whoever deletes the row ends it.
create table hold (
  request_id uuid primary key,
  node_id uuid not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  application_id uuid not null,
  subscription_id uuid not null,
  api_id uuid not null,
  wallet_id uuid not null,
  amount bigint not null check (amount >= 0),
  limit_names text[] not null,
  limit_starts timestamptz[] not null,
  at timestamptz not null
);
create index on hold (node_id);
call isolate_two_party('hold');
grant select on hold to turnpike_app;

-- A served call that counts, exactly once.
create table usage_event (
  request_id uuid not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  application_id uuid not null,
  subscription_id uuid not null,
  api_id uuid not null,
  amount bigint not null,
  txn_id uuid,
  status int not null,
  bytes_in bigint not null,
  bytes_out bigint not null,
  at timestamptz not null,
  primary key (request_id)
) partition by range (request_id);
create table usage_event_rest partition of usage_event default;
create index on usage_event (subscription_id, request_id);
call isolate_two_party('usage_event');
call isolate_two_party('usage_event_rest');
grant select on usage_event to turnpike_app;

-- Every call, with its decision. No credential, no body but our own refusals.
create table call_log (
  request_id uuid not null,
  at timestamptz not null,
  publisher_id uuid,
  consumer_id uuid,
  application_id uuid,
  subscription_id uuid,
  key_id text,
  api_id uuid,
  method text not null,
  path text not null,
  client_address text not null,
  headers jsonb not null,
  client_request_id text,
  status int not null,
  code text,
  denial_id text,
  body text,
  charged bigint not null,
  bytes_in bigint not null,
  bytes_out bigint not null,
  duration_micros bigint not null,
  trace jsonb not null,
  primary key (request_id)
) partition by range (request_id);
create table call_log_rest partition of call_log default;
create index on call_log (publisher_id, request_id desc);
create index on call_log (consumer_id, request_id desc);
create index on call_log (key_id, request_id desc);
call isolate_two_party('call_log');
call isolate_two_party('call_log_rest');
grant select on call_log to turnpike_app;
create policy gate on call_log for insert to turnpike_gate with check (true);
grant insert on call_log to turnpike_gate;

-- A refusal, once for all equal ones within a minute.
create table denial (
  id text primary key,
  publisher_id uuid not null,
  consumer_id uuid not null,
  application_id uuid not null,
  subscription_id uuid,
  key_id text not null,
  api_id uuid not null,
  code text not null,
  status int not null,
  method text not null,
  path text not null,
  request_id uuid not null,
  facts jsonb not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index on denial (publisher_id, last_at desc);
create index on denial (consumer_id, last_at desc);
call isolate_two_party('denial');
grant select on denial to turnpike_app;
create policy gate on denial to turnpike_gate using (true) with check (true);
grant select, insert, update (count, last_at) on denial to turnpike_gate;

-- Days of the large tables, made ahead; the default partition keeps whatever falls outside.
create function ensure_partitions(p_from timestamptz, p_days int) returns void
language plpgsql security definer set search_path = public as $$
declare day timestamptz; tab text; part text;
begin
  for i in 0 .. p_days - 1 loop
    day := date_trunc('day', p_from at time zone 'UTC') at time zone 'UTC' + make_interval(days => i);
    foreach tab in array array['call_log', 'usage_event'] loop
      part := tab || '_' || to_char(day at time zone 'UTC', 'YYYYMMDD');
      if to_regclass(part) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)',
          part, tab, uuid7_floor(day), uuid7_floor(day + interval '1 day'));
        call isolate_two_party(part::regclass);
      end if;
    end loop;
  end loop;
end $$;
grant execute on function ensure_partitions(timestamptz, int) to turnpike_jobs;

-- Reserves one call of each limit and its price, or nothing. Limits come in the order in which they
-- are checked; rows are locked in that order, the wallet last, so that no two calls can deadlock.
--   verdict: held | limit (which: 1-based) | funds
create function gate_reserve(
  p_request uuid, p_node uuid, p_publisher uuid, p_consumer uuid, p_application uuid,
  p_subscription uuid, p_api uuid, p_wallet uuid, p_amount bigint,
  p_names text[], p_starts timestamptz[], p_quantities bigint[], p_at timestamptz, p_dry boolean)
returns table (verdict text, which int, used bigint, held bigint, available bigint, remaining bigint[])
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare c counter; w wallet; left_over bigint[] := '{}';
begin
  for i in 1 .. cardinality(p_names) loop
    insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id)
      values (p_subscription, p_names[i], p_starts[i], p_publisher, p_consumer)
      on conflict do nothing;
    select * into c from counter
      where subscription_id = p_subscription and name = p_names[i] and starts_at = p_starts[i]
      for update;
    if c.used + c.held >= p_quantities[i] then
      return query select 'limit', i, c.used, c.held, null::bigint, null::bigint[];
      return;
    end if;
    left_over := left_over || (p_quantities[i] - c.used - c.held - 1);
  end loop;
  if p_amount > 0 then
    select * into w from wallet where id = p_wallet for update;
    if not found then
      raise exception 'no wallet %', p_wallet using errcode = 'no_data_found';
    end if;
    if w.posted - w.held + w.overdraft < p_amount then
      return query select 'funds', null::int, null::bigint, w.held, w.posted - w.held + w.overdraft, null::bigint[];
      return;
    end if;
  end if;
  if not p_dry then
    update counter set held = held + 1
      from unnest(p_names, p_starts) as l(n, s)
      where subscription_id = p_subscription and name = l.n and starts_at = l.s;
    if p_amount > 0 then
      update wallet set held = held + p_amount where id = p_wallet;
    end if;
    insert into hold values (p_request, p_node, p_publisher, p_consumer, p_application, p_subscription,
      p_api, p_wallet, p_amount, p_names, p_starts, p_at);
  end if;
  return query select 'held', null::int, null::bigint, null::bigint,
    case when p_amount > 0 then w.posted - w.held + w.overdraft - p_amount end, left_over;
end $$;

-- Charges a served call. Idempotent: only the first end of a hold does anything.
create function gate_settle(p_request uuid, p_txn uuid, p_status int, p_bytes_in bigint, p_bytes_out bigint, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare h hold; w wallet;
begin
  delete from hold where request_id = p_request returning * into h;
  if not found then
    return false;
  end if;
  update counter set held = held - 1, used = used + 1
    from unnest(h.limit_names, h.limit_starts) as l(n, s)
    where subscription_id = h.subscription_id and name = l.n and starts_at = l.s;
  if h.amount > 0 then
    update wallet set posted = posted - h.amount, held = held - h.amount where id = h.wallet_id
      returning * into w;
    insert into ledger_txn values (p_txn, h.publisher_id, h.consumer_id, w.account_id, 'usage',
      'use:' || p_request, '', p_at);
    insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
      (p_txn, h.publisher_id, h.consumer_id, 'wallet', h.wallet_id, w.currency, -h.amount),
      (p_txn, h.publisher_id, h.consumer_id, 'revenue', null, w.currency, h.amount);
  end if;
  insert into usage_event values (p_request, h.publisher_id, h.consumer_id, h.application_id,
    h.subscription_id, h.api_id, h.amount, case when h.amount > 0 then p_txn end,
    p_status, p_bytes_in, p_bytes_out, p_at);
  return true;
end $$;

create function gate_release(p_request uuid) returns boolean
language plpgsql security definer set search_path = public as $$
declare h hold;
begin
  delete from hold where request_id = p_request returning * into h;
  if not found then
    return false;
  end if;
  update counter set held = held - 1
    from unnest(h.limit_names, h.limit_starts) as l(n, s)
    where subscription_id = h.subscription_id and name = l.n and starts_at = l.s;
  if h.amount > 0 then
    update wallet set held = held - h.amount where id = h.wallet_id;
  end if;
  return true;
end $$;

-- A node that starts had no call in flight: what an earlier life of it still holds was seen whole by
-- no client, for a charge is durable before the last byte goes out.
create function gate_node_started(p_node uuid, p_at timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare released bigint;
begin
  insert into node values (p_node, p_at, p_at)
    on conflict (id) do update set started_at = excluded.started_at, seen_at = excluded.seen_at;
  select count(*) filter (where gate_release(request_id)) into released from hold where node_id = p_node;
  return released;
end $$;

create function gate_node_seen(p_node uuid, p_at timestamptz) returns void
language sql security definer set search_path = public as
$$ update node set seen_at = p_at where id = p_node $$;

-- Holds of nodes that were not seen for so long come back; such a node cannot be serving any more.
create function gate_sweep(p_before timestamptz) returns bigint
language sql security definer set search_path = public as $$
  select count(*) filter (where gate_release(h.request_id))
  from hold h left join node n on n.id = h.node_id
  where coalesce(n.seen_at, h.at) < p_before
$$;

grant execute on function
  gate_reserve(uuid, uuid, uuid, uuid, uuid, uuid, uuid, uuid, bigint, text[], timestamptz[], bigint[], timestamptz, boolean),
  gate_settle(uuid, uuid, int, bigint, bigint, timestamptz), gate_release(uuid),
  gate_node_started(uuid, timestamptz), gate_node_seen(uuid, timestamptz) to turnpike_gate;
grant execute on function gate_sweep(timestamptz) to turnpike_jobs;

-- A route may offer Idempotency-Key: an exact repetition is answered again and not charged again.
alter table operation add column idempotent boolean not null default false;

-- The keys of the last 24 hours. `running` from before the call is forwarded until its answer is
-- kept; a node that dies in between leaves it so, and after `locked_until` the key is free again.
-- `served` is an answer that was too large, or a stream: it is not answered again. The answer is
-- sealed with the installation's secret; the key itself and the body are known by their hash only.
create table replay (
  application_id uuid not null,
  api_id uuid not null,
  operation text not null,
  key_hash bytea not null check (length(key_hash) = 32),
  publisher_id uuid not null,
  consumer_id uuid not null,
  request_id uuid not null,
  body_hash bytea not null check (length(body_hash) = 32),
  state text not null check (state in ('running', 'kept', 'served')),
  sealed bytea check ((state = 'kept') = (sealed is not null)),
  locked_until timestamptz not null,
  expires_at timestamptz not null,
  primary key (application_id, api_id, operation, key_hash)
);
create index on replay (expires_at);
call isolate_two_party('replay');

-- Takes the key for this request, or tells who has it. One statement decides, so of calls that come
-- at once exactly one begins.
--   verdict: begun | running | mismatch | replay | served
create function gate_replay_begin(
  p_application uuid, p_api uuid, p_operation text, p_key bytea, p_publisher uuid, p_consumer uuid,
  p_request uuid, p_body bytea, p_at timestamptz, p_locked_until timestamptz, p_expires_at timestamptz)
returns table (verdict text, request uuid, answer bytea)
language plpgsql security definer set search_path = public as $$
declare r replay;
begin
  insert into replay as old values (p_application, p_api, p_operation, p_key, p_publisher, p_consumer,
      p_request, p_body, 'running', null, p_locked_until, p_expires_at)
    on conflict (application_id, api_id, operation, key_hash) do update
      set request_id = excluded.request_id, body_hash = excluded.body_hash, state = 'running',
        sealed = null, locked_until = excluded.locked_until, expires_at = excluded.expires_at
      where old.expires_at <= p_at
        or (old.state = 'running' and old.locked_until <= p_at and old.body_hash = excluded.body_hash)
    returning * into r;
  if found then
    return query select 'begun', p_request, null::bytea;
    return;
  end if;
  select * into r from replay
    where application_id = p_application and api_id = p_api and operation = p_operation and key_hash = p_key;
  -- Freed in this very moment: whoever asks again gets it.
  if not found then
    return query select 'running', p_request, null::bytea;
    return;
  end if;
  return query select
    case when r.body_hash <> p_body then 'mismatch'
      when r.state = 'kept' then 'replay'
      else r.state end,
    r.request_id, r.sealed;
end $$;

-- Ends the request that has the key: with an answer to keep, or with none. False when somebody else
-- has the key by now.
create function gate_replay_end(
  p_application uuid, p_api uuid, p_operation text, p_key bytea, p_request uuid, p_sealed bytea)
returns boolean language plpgsql security definer set search_path = public as $$
begin
  update replay set state = case when p_sealed is null then 'served' else 'kept' end, sealed = p_sealed
    where application_id = p_application and api_id = p_api and operation = p_operation
      and key_hash = p_key and request_id = p_request and state = 'running';
  return found;
end $$;

-- Nothing was served: the key is free for the next attempt.
create function gate_replay_forget(
  p_application uuid, p_api uuid, p_operation text, p_key bytea, p_request uuid)
returns void language sql security definer set search_path = public as $$
  delete from replay
    where application_id = p_application and api_id = p_api and operation = p_operation
      and key_hash = p_key and request_id = p_request and state = 'running'
$$;

create function gate_replay_sweep(p_at timestamptz, p_most int) returns void
language sql security definer set search_path = public as $$
  delete from replay r using (
      select application_id, api_id, operation, key_hash from replay
      where expires_at <= p_at limit p_most for update skip locked) old
    where (r.application_id, r.api_id, r.operation, r.key_hash)
      = (old.application_id, old.api_id, old.operation, old.key_hash)
$$;

grant execute on function
  gate_replay_begin(uuid, uuid, text, bytea, uuid, uuid, uuid, bytea, timestamptz, timestamptz, timestamptz),
  gate_replay_end(uuid, uuid, text, bytea, uuid, bytea),
  gate_replay_forget(uuid, uuid, text, bytea, uuid),
  gate_replay_sweep(timestamptz, int) to turnpike_gate;

-- Events, told to tenants' own systems by webhook (Standard Webhooks). They are written by triggers, in the transaction
-- of what they tell, and only where an endpoint wants them; a job takes them from here.
create table webhook_endpoint (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  name text not null check (length(name) between 1 and 100),
  url text not null check (url ~ '^https?://' and length(url) <= 500),
  -- Which types; none: all, also those that come later.
  types text[] not null check (cardinality(types) <= 50),
  enabled boolean not null default true,
  -- Sealed under the platform's secret. The old one signs beside the new one until its end.
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  failing_since timestamptz,
  disabled_at timestamptz check (enabled = (disabled_at is null)),
  disabled_why text check (disabled_why in ('person', 'failing', 'gone')),
  created_at timestamptz not null,
  check ((old_secret is null) = (old_secret_until is null)),
  check ((disabled_at is null) = (disabled_why is null))
);
create index on webhook_endpoint (tenant_id, id);
call isolate_one_party('webhook_endpoint');
grant select, insert, update (name, url, types, enabled, secret, old_secret, old_secret_until, failing_since,
  disabled_at, disabled_why), delete on webhook_endpoint to turnpike_app;

-- What happened, as it is sent: the very text is signed, however often it is sent.
create table webhook_event (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  type text not null check (type ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject text not null,
  payload text not null check (length(payload) <= 20000),
  at timestamptz not null
);
call isolate_one_party('webhook_event');
grant select, insert on webhook_event to turnpike_app;

create table webhook_delivery (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  endpoint_id uuid not null references webhook_endpoint on delete cascade,
  event_id uuid not null references webhook_event on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  not_before timestamptz not null,
  done_at timestamptz,
  check ((state = 'waiting') = (done_at is null)),
  unique (endpoint_id, event_id)
);
create index on webhook_delivery (not_before) where state = 'waiting';
create index on webhook_delivery (endpoint_id, id desc);
create index on webhook_delivery (event_id);
call isolate_one_party('webhook_delivery');
grant select, insert, update (state, attempts, not_before, done_at) on webhook_delivery to turnpike_app;

-- The delivery log: each attempt with what came back, the first KB of it.
create table webhook_attempt (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  delivery_id uuid not null references webhook_delivery on delete cascade,
  at timestamptz not null,
  status int,
  millis int not null,
  answer text not null default '' check (length(answer) <= 1024),
  trouble text not null default '' check (length(trouble) <= 300),
  check ((status is null) = (trouble <> ''))
);
create index on webhook_attempt (delivery_id, id);
call isolate_one_party('webhook_attempt');
grant select, insert on webhook_attempt to turnpike_app;

create function wants_events(p_tenant uuid) returns boolean
language sql stable security definer set search_path = public as
$$ select exists (select from webhook_endpoint where tenant_id = p_tenant and enabled) $$;

-- Puts an event down for each endpoint of the tenant that wants it. Called by triggers alone.
create function put_event(p_tenant uuid, p_type text, p_subject text, p_data jsonb) returns void
language plpgsql security definer set search_path = public as $$
declare made uuid; moment timestamptz := clock_timestamp();
begin
  if not exists (select from webhook_endpoint e where e.tenant_id = p_tenant and e.enabled
      and (e.types = '{}' or p_type = any(e.types))) then
    return;
  end if;
  made := new_id(moment);
  insert into webhook_event (id, tenant_id, type, subject, payload, at)
    values (made, p_tenant, p_type, p_subject, jsonb_build_object('type', p_type, 'timestamp',
      to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', p_data)::text, moment);
  insert into webhook_delivery (id, tenant_id, endpoint_id, event_id, not_before)
    select new_id(moment), p_tenant, e.id, made, moment from webhook_endpoint e
    where e.tenant_id = p_tenant and e.enabled and (e.types = '{}' or p_type = any(e.types));
end $$;

-- Of both sides of a relation.
create function put_event_of_both(p_publisher uuid, p_consumer uuid, p_type text, p_subject text, p_data jsonb)
returns void language plpgsql security definer set search_path = public as $$
begin
  perform put_event(p_publisher, p_type, p_subject, p_data);
  if p_consumer <> p_publisher then
    perform put_event(p_consumer, p_type, p_subject, p_data);
  end if;
end $$;

-- 49000000 is 49.00; what is finer than a cent is kept.
create function money_text(p_micros bigint) returns text language sql immutable as $$
  select case when scale(v) < 2 then round(v, 2) else v end::text
  from (select trim_scale(p_micros / 1000000.0)) as m(v)
$$;

create function subscription_words(s subscription) returns jsonb
language plpgsql stable security definer set search_path = public as $$
begin
  return (select jsonb_build_object('subscription', s.id, 'publisher', p.slug, 'consumer', c.slug, 'mode', k.mode,
      'application', a.slug, 'product', o.slug, 'plan', l.slug, 'state', s.state, 'version', s.version)
    from tenant p, tenant c, account k, application a, product o, plan_revision r, plan l
    where p.id = s.publisher_id and c.id = s.consumer_id and k.id = s.account_id and a.id = s.application_id
      and o.id = s.product_id and r.id = s.plan_revision_id and l.id = r.plan_id);
end $$;

-- One move may tell two things: a request that is approved and needs nothing more is active as well.
create function event_of_subscription() returns trigger
language plpgsql security definer set search_path = public as $$
declare was text := case when tg_op = 'UPDATE' then old.state end; kinds text[] := '{}'; kind text; data jsonb;
begin
  if not wants_events(new.publisher_id) and not wants_events(new.consumer_id) then
    return null;
  end if;
  if was is distinct from new.state then
    if new.state = 'requested' then kinds := kinds || 'requested'::text; end if;
    if new.state = 'rejected' then kinds := kinds || 'rejected'::text; end if;
    if was = 'requested' and new.state not in ('rejected', 'ended') then
      kinds := kinds || 'approved'::text;
    end if;
    if new.state in ('active', 'trialing') and coalesce(was, '') in ('', 'requested', 'awaiting_payment', 'ended') then
      kinds := kinds || 'activated'::text;
    end if;
    if new.state = 'active' and was in ('past_due', 'suspended') then kinds := kinds || 'recovered'::text; end if;
    if new.state in ('past_due', 'suspended', 'ended') then kinds := kinds || new.state; end if;
  end if;
  if tg_op = 'UPDATE' and old.plan_revision_id <> new.plan_revision_id then
    kinds := kinds || 'plan_changed'::text;
  end if;
  if kinds = '{}' then
    return null;
  end if;
  data := subscription_words(new) || jsonb_build_object('state_before', was)
    || case when new.facts ? 'reason' then jsonb_build_object('reason', new.facts -> 'reason') else '{}' end;
  foreach kind in array kinds loop
    perform put_event_of_both(new.publisher_id, new.consumer_id, 'subscription.' || kind, new.id::text, data);
  end loop;
  return null;
end $$;
create trigger told after insert or update of state, plan_revision_id on subscription
  for each row execute function event_of_subscription();

create function event_of_hindrance() returns trigger
language plpgsql security definer set search_path = public as $$
declare h hindrance := case when tg_op = 'DELETE' then old else new end; kind text; s subscription;
begin
  if not wants_events(h.publisher_id) and not wants_events(h.consumer_id) then
    return null;
  end if;
  kind := case when tg_op = 'INSERT' then h.kind when h.kind = 'blocked' then 'unblocked' else 'resumed' end;
  select * into s from subscription where id = h.subscription_id;
  perform put_event_of_both(h.publisher_id, h.consumer_id, 'subscription.' || kind, s.id::text, subscription_words(s)
    || case when tg_op = 'INSERT' then jsonb_build_object('reason', h.reason) else '{}' end);
  return null;
end $$;
create trigger told after insert or delete on hindrance for each row execute function event_of_hindrance();

create function event_of_invoice() returns trigger
language plpgsql security definer set search_path = public as $$
declare kind text;
begin
  if not wants_events(new.publisher_id) and not wants_events(new.consumer_id) then
    return null;
  end if;
  kind := case
    when tg_op = 'INSERT' or old.state <> new.state then case new.state when 'open' then 'opened'
      when 'paid' then 'paid' when 'void' then 'voided' when 'uncollectible' then 'uncollectible' end
    when new.state = 'open' and new.decline_code is not null then 'payment_failed' end;
  if kind is null or new.number is null then
    return null;
  end if;
  perform put_event_of_both(new.publisher_id, new.consumer_id, 'invoice.' || kind, new.id::text,
    (select jsonb_build_object('invoice', new.id, 'number', new.number, 'state', new.state, 'publisher', p.slug,
        'consumer', c.slug, 'mode', k.mode, 'subscription', new.subscription_id,
        'total', jsonb_build_object('amount', money_text(new.total), 'currency', new.currency),
        'due_at', to_char(new.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'decline_code', new.decline_code)
      from tenant p, tenant c, account k
      where p.id = new.publisher_id and c.id = new.consumer_id and k.id = new.account_id));
  return null;
end $$;
create trigger told after insert or update of state, decline_code on invoice
  for each row execute function event_of_invoice();

-- Half, four fifths and all of an allowance, a wallet or a budget; a budget is the consumer's own affair.
create function event_of_notice() returns trigger
language plpgsql security definer set search_path = public as $$
declare data jsonb;
begin
  if new.threshold = 0 or not (wants_events(new.tenant_id) or wants_events(new.publisher_id)) then
    return null;
  end if;
  data := (select jsonb_build_object('kind', new.kind, 'threshold', new.threshold, 'subject', new.subject,
      'publisher', (select slug from tenant where id = new.publisher_id), 'consumer', c.slug, 'title', new.title)
    from tenant c where c.id = new.tenant_id);
  if new.publisher_id is not null then
    perform put_event_of_both(new.publisher_id, new.tenant_id, 'limit.threshold_crossed', new.subject::text, data);
  else
    perform put_event(new.tenant_id, 'limit.threshold_crossed', new.subject::text, data);
  end if;
  return null;
end $$;
create trigger told after insert on notice for each row execute function event_of_notice();

create function event_of_key() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if old.revoked_at is null and new.revoked_at is not null and wants_events(new.tenant_id) then
    perform put_event(new.tenant_id, 'key.revoked', new.id,
      (select jsonb_build_object('key', new.id, 'name', new.name, 'mode', new.mode, 'application', a.slug)
        from application a where a.id = new.application_id));
  end if;
  return null;
end $$;
create trigger told after update of revoked_at on api_key for each row execute function event_of_key();

-- Whose events wait, the longest first; a delivery that is being sent has its time pushed ahead.
create function tenants_with_events(p_most int) returns table (tenant_id uuid)
language sql stable security definer set search_path = public as $$
  select d.tenant_id from webhook_delivery d where d.state = 'waiting' and d.not_before <= clock_timestamp()
  group by d.tenant_id order by min(d.not_before) limit p_most
$$;
grant execute on function tenants_with_events(int) to turnpike_jobs;

-- Events are kept for as long as they can be sent again.
create function forget_events(p_before timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare gone bigint;
begin
  delete from webhook_event where id in (select id from webhook_event where id < uuid7_floor(p_before) limit 10000);
  get diagnostics gone = row_count;
  return gone;
end $$;
grant execute on function forget_events(timestamptz) to turnpike_jobs;

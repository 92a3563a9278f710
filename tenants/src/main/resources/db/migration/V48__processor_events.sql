-- Where a processor sends its events, an address of its own for each publisher, who is the merchant; and
-- the secret they are signed with. The address is found by its random word alone.
create table processor_endpoint (
  endpoint text primary key check (length(endpoint) >= 32),
  tenant_id uuid not null references tenant,
  processor text not null check (processor = 'sandbox'),
  secret text not null check (length(secret) >= 32),
  created_at timestamptz not null,
  unique (tenant_id, processor)
);
call isolate_one_party('processor_endpoint');
grant select, insert on processor_endpoint to turnpike_app;

-- Each publisher has one from the day it publishes; 244 random bits each.
create function give_endpoint() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into processor_endpoint
    select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), new.id, 'sandbox',
      replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), now()
    where new.publishes
    on conflict do nothing;
  return null;
end $$;
create trigger endpoint after insert or update of publishes on tenant
  for each row execute function give_endpoint();
insert into processor_endpoint
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), id, 'sandbox',
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), now()
  from tenant where publishes;

-- An event as it came. Once per event id: a processor sends each at least once, in any order.
create table processor_event (
  publisher_id uuid not null references tenant,
  processor text not null,
  event_id text not null check (length(event_id) between 1 and 200),
  consumer_id uuid references tenant,
  type text not null,
  payment_id uuid,
  body text not null check (length(body) <= 65536),
  received_at timestamptz not null,
  processed_at timestamptz,
  primary key (publisher_id, processor, event_id)
);
create index on processor_event (received_at) where processed_at is null;
call isolate_two_party('processor_event');
grant select, update (processed_at) on processor_event to turnpike_app;

-- What the sandbox knows of a charge: the truth that an event only points at. Other processors are asked.
create table sandbox_charge (
  payment_id uuid primary key references payment,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  state text not null check (state in ('pending', 'action-required', 'succeeded', 'declined')),
  decline_code text check ((state = 'declined') = (decline_code is not null))
);
call isolate_two_party('sandbox_charge');
grant select on sandbox_charge to turnpike_app;

create function webhook_secret(p_processor text, p_endpoint text) returns text language sql stable
security definer set search_path = public as
$$ select secret from processor_endpoint where endpoint = p_endpoint and processor = p_processor $$;

-- Keeps an event, once, with the payment it is about, if it is one of this publisher's.
create function receive_event(p_processor text, p_endpoint text, p_event text, p_type text, p_payment uuid,
  p_body text, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare publisher uuid;
begin
  select tenant_id into publisher from processor_endpoint where endpoint = p_endpoint and processor = p_processor;
  if not found then
    return false;
  end if;
  insert into processor_event (publisher_id, processor, event_id, consumer_id, type, payment_id, body, received_at)
    select publisher, p_processor, p_event, p.consumer_id, p_type, p.id, p_body, p_at
    from (select 1) one left join payment p on p.id = p_payment and p.publisher_id = publisher
    on conflict do nothing;
  return true;
end $$;
grant execute on function webhook_secret(text, text),
  receive_event(text, text, text, text, uuid, text, timestamptz) to turnpike_app;

-- Events that wait, oldest first: whose they are, then the work is done as that consumer.
create function waiting_events(p_most int)
returns table (publisher_id uuid, processor text, event_id text, consumer_id uuid, payment_id uuid)
language sql stable security definer set search_path = public as $$
  select publisher_id, processor, event_id, consumer_id, payment_id from processor_event
  where processed_at is null and payment_id is not null order by received_at limit p_most
$$;
grant execute on function waiting_events(int) to turnpike_jobs;

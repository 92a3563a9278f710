-- A publisher that shuts a consumer out: all its subscriptions are blocked by rows of their own, and
-- whatever it subscribes to meanwhile is blocked from its first row on.
create table consumer_block (
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  person_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  at timestamptz not null,
  primary key (publisher_id, consumer_id)
);
call isolate('consumer_block', 'publisher_id = current_tenant()');
create policy blocked on consumer_block for select to turnpike_app using (consumer_id = current_tenant());
grant select, insert, delete on consumer_block to turnpike_app;

-- A block that came with the consumer's goes with it; one of the subscription alone stays.
alter table hindrance add column with_consumer boolean not null default false;

-- Blocking and subscribing at once: either the one sees the other's row, or it waits for it.
create function lock_relation(p_publisher uuid, p_consumer uuid, p_alone boolean) returns void
language plpgsql as $$
declare pair bigint := hashtextextended(p_publisher::text || p_consumer::text, 0);
begin
  if p_alone then
    perform pg_advisory_xact_lock(pair);
  else
    perform pg_advisory_xact_lock_shared(pair);
  end if;
end $$;
grant execute on function lock_relation(uuid, uuid, boolean) to turnpike_app;

create function lock_before_block() returns trigger language plpgsql as $$
begin
  perform lock_relation(new.publisher_id, new.consumer_id, true);
  return new;
end $$;
create trigger alone before insert on consumer_block for each row execute function lock_before_block();

create function block_newcomer() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  perform lock_relation(new.publisher_id, new.consumer_id, false);
  insert into hindrance (subscription_id, kind, publisher_id, consumer_id, application_id, person_id,
    reason, at, with_consumer)
  select new.id, 'blocked', new.publisher_id, new.consumer_id, new.application_id, b.person_id,
    b.reason, now(), true
  from consumer_block b
  where b.publisher_id = new.publisher_id and b.consumer_id = new.consumer_id
  on conflict (subscription_id, kind) do nothing;
  return null;
end $$;
create trigger blocked_from_the_start after insert on subscription
  for each row execute function block_newcomer();

-- Lists of thousands: who a policy or a page asks for by, each has an index.
create index on account (consumer_id);
create index on subscription (publisher_id, id desc);
create index on subscription (publisher_id, consumer_id);
create index on subscription (consumer_id, id desc);
create index on subscription (account_id);
create index on subscription (product_id);
create index on subscription (plan_revision_id);
create index on denial (publisher_id, code, last_at desc);
create index on denial (publisher_id, consumer_id, last_at desc);

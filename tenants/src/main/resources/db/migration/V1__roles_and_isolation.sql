-- Roles. The owner (who runs this) migrates; nobody bypasses row-level security.
--   turnpike_app   portal, admin UI and management API: one tenant a transaction
--   turnpike_gate  the data plane: reads the snapshot's tables, calls the gate_* functions
--   turnpike_jobs  lists what is due as (tenant, id), then works as app
do $$
begin
  if not exists (select from pg_roles where rolname = 'turnpike_app') then
    create role turnpike_app login password '${app_password}';
  end if;
  if not exists (select from pg_roles where rolname = 'turnpike_gate') then
    create role turnpike_gate login password '${gate_password}';
  end if;
  if not exists (select from pg_roles where rolname = 'turnpike_jobs') then
    create role turnpike_jobs login password '${jobs_password}';
  end if;
end $$;

revoke all on schema public from public;
grant usage on schema public to turnpike_app, turnpike_gate, turnpike_jobs;
-- Functions are callable by whom we name, not by everybody.
alter default privileges revoke execute on functions from public;

-- The tenant of this transaction: set_config('app.tenant', …, true) by Tenancy, null when nobody did.
create function current_tenant() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
grant execute on function current_tenant() to public;

-- States a table's isolation in one line. Forced, so that it also binds the owner, who gets a policy
-- of its own: the security-definer functions below run as the owner.
create procedure isolate(tab regclass, own text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy own on %s to turnpike_app using (%s) with check (%s)', tab, own, own);
  execute format('create policy owner on %s to %I using (true) with check (true)', tab, current_user);
end $$;

-- One tenant's own fact.
create procedure isolate_one_party(tab regclass) language sql as
$$ call isolate(tab, 'tenant_id = current_tenant()') $$;

-- A relation of a publisher and a consumer: either side sees the row.
create procedure isolate_two_party(tab regclass) language sql as
$$ call isolate(tab, 'current_tenant() in (publisher_id, consumer_id)') $$;

-- What the snapshot is made of: the data plane reads it of all tenants.
create procedure gate_reads(tab regclass) language plpgsql as $$
begin
  execute format('create policy gate on %s for select to turnpike_gate using (true)', tab);
  execute format('grant select on %s to turnpike_gate', tab);
end $$;

-- The lowest UUIDv7 of an instant: ranges of ids are ranges of time.
create function uuid7_floor(at timestamptz) returns uuid language sql immutable parallel safe as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$;
grant execute on function uuid7_floor(timestamptz) to public;

-- What changed, for the data plane. Insert-only; readers start from the oldest transaction that was
-- still running when they last read, and drop what they have seen by id.
create table change (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  tenant_id uuid not null,
  kind text not null check (kind in ('publisher', 'application')),
  subject uuid not null,
  at timestamptz not null default now()
);
create index on change (xid);
alter table change enable row level security;
alter table change force row level security;
create policy owner on change to current_user using (true) with check (true);
call gate_reads('change');

-- Arguments: the kind, the column with the subject's id, the column with the tenant's id.
create function note_change() returns trigger language plpgsql security definer
set search_path = public as $$
declare
  fields jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  insert into change (tenant_id, kind, subject)
  values ((fields ->> tg_argv[2])::uuid, tg_argv[0], (fields ->> tg_argv[1])::uuid);
  return null;
end $$;

-- Without payload: equal notifications of a transaction become one.
create function notify_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('turnpike_change', '');
  return null;
end $$;
create trigger notify after insert on change for each statement execute function notify_change();

create procedure noted(tab regclass, kind text, subject text, tenant text) language plpgsql as $$
begin
  execute format(
    'create trigger noted after insert or update or delete on %s for each row execute function note_change(%L, %L, %L)',
    tab, kind, subject, tenant);
end $$;

-- A consumer's own caps on what it spends, as a tree: tenant, team, application, key. They are the
-- consumer's and no publisher sees them; a call is checked against each one above it.
create table team (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  slug text not null check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(slug) between 2 and 39),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null,
  unique (tenant_id, slug)
);
call isolate_one_party('team');
grant select, insert, update (name) on team to turnpike_app;

alter table application add column team_id uuid references team;
create index on application (team_id) where team_id is not null;
grant update (team_id) on application to turnpike_app;

-- `anchor` is a day on which a period began; the others follow from it, in `zone`. A budget is never
-- deleted, for what was spent under it stays: removed ones no longer count.
create table budget (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  scope text not null check (scope in ('tenant', 'team', 'application', 'key')),
  team_id uuid references team check ((scope = 'team') = (team_id is not null)),
  application_id uuid references application check ((scope = 'application') = (application_id is not null)),
  key_id text references api_key check ((scope = 'key') = (key_id is not null)),
  name text not null check (length(name) between 1 and 100),
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  period text not null check (period in ('day', 'month', 'quarter', 'year')),
  anchor date not null default '2000-01-01',
  zone text not null default 'UTC',
  hard boolean not null,
  owner_id uuid not null references person,
  version int not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz
);
create index on budget (tenant_id) where removed_at is null;
create index on budget (key_id) where key_id is not null;
call isolate_one_party('budget');
grant select, insert, update (name, amount, period, anchor, zone, hard, owner_id, version, changed_at, removed_at)
  on budget to turnpike_app;
call gate_reads('budget');

-- What was spent under a budget in one period, and what nodes hold of it. Only the gate's functions
-- write it.
create table budget_use (
  budget_id uuid not null references budget,
  starts_at timestamptz not null,
  tenant_id uuid not null references tenant,
  used bigint not null default 0 check (used >= 0),
  held bigint not null default 0 check (held >= 0),
  primary key (budget_id, starts_at)
) with (fillfactor = 50);
call isolate_one_party('budget_use');
grant select on budget_use to turnpike_app;

-- Somebody whose calls are refused asks for more; the budget's owner decides, once.
create table budget_request (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  budget_id uuid not null references budget,
  application_id uuid not null references application,
  amount bigint not null check (amount > 0),
  reason text not null check (length(reason) between 1 and 1000),
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  verdict text check (verdict in ('approved', 'refused')),
  answer text not null default '' check (verdict is distinct from 'refused' or length(answer) between 1 and 1000),
  decided_by uuid references person check ((verdict is null) = (decided_by is null)),
  decided_at timestamptz check ((verdict is null) = (decided_at is null))
);
create index on budget_request (tenant_id, asked_at desc);
create unique index one_open_request on budget_request (budget_id, asked_by) where verdict is null;
call isolate_one_party('budget_request');
grant select, insert, update (verdict, answer, decided_by, decided_at) on budget_request to turnpike_app;

-- A budget changes the applications that lie under it.
create function note_budget() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  insert into change (tenant_id, kind, subject)
    select new.tenant_id, 'application', a.id from application a
    where a.tenant_id = new.tenant_id
      and case new.scope
        when 'tenant' then true
        when 'team' then a.team_id = new.team_id
        when 'application' then a.id = new.application_id
        else a.id = (select k.application_id from api_key k where k.id = new.key_id) end;
  return null;
end $$;
create trigger noted after insert or update on budget for each row execute function note_budget();

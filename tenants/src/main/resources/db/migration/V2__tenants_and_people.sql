create table tenant (
  id uuid primary key,
  slug text not null unique
    check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(slug) between 2 and 39),
  name text not null check (length(name) between 1 and 200),
  publishes boolean not null default false,
  support_email text,
  support_url text,
  suspended_at timestamptz,
  suspended_reason text,
  created_at timestamptz not null
);
call isolate('tenant', 'id = current_tenant()');
call gate_reads('tenant');
call noted('tenant', 'publisher', 'id', 'id');
create policy directory on tenant for select to turnpike_app using (publishes);
grant select, update (name, support_email, support_url, publishes) on tenant to turnpike_app;

-- A person belongs to nobody: tenants see the row through a membership, and change it never.
create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  name text not null,
  password_hash text not null,
  created_at timestamptz not null
);

create table membership (
  tenant_id uuid not null references tenant,
  person_id uuid not null references person,
  roles text[] not null check (roles <@ array['owner', 'admin', 'editor', 'approver', 'billing', 'developer', 'viewer', 'operator']),
  created_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create index on membership (person_id);
call isolate_one_party('membership');
grant select, insert, update, delete on membership to turnpike_app;

call isolate('person', 'exists (select from membership m where m.person_id = person.id)');
grant select (id, email, name, created_at) on person to turnpike_app;

-- Sessions are found by the hash of their token, by the two functions below and no query.
create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  opened_at timestamptz not null,
  expires_at timestamptz not null
);
create index on session (expires_at);
alter table session enable row level security;
alter table session force row level security;
create policy owner on session to current_user using (true) with check (true);

create function login_person(p_email text)
returns table (person_id uuid, name text, password_hash text)
language sql stable security definer set search_path = public as
$$ select id, name, password_hash from person where email = lower(p_email) $$;

create function person_with_memberships(p_person uuid)
returns table (person_id uuid, email text, name text, tenant_id uuid, slug text, tenant_name text, publishes boolean, roles text[])
language sql stable security definer set search_path = public as $$
  select p.id, p.email, p.name, t.id, t.slug, t.name, t.publishes, m.roles
  from person p
  left join membership m on m.person_id = p.id
  left join tenant t on t.id = m.tenant_id
  where p.id = p_person order by t.slug
$$;

create function session_open(p_token_hash bytea, p_person uuid, p_now timestamptz, p_expires timestamptz)
returns void language sql security definer set search_path = public as $$
  delete from session where expires_at < p_now;
  insert into session values (p_token_hash, p_person, p_now, p_expires);
$$;

create function session_person(p_token_hash bytea, p_now timestamptz)
returns uuid language sql stable security definer set search_path = public as
$$ select person_id from session where token_hash = p_token_hash and expires_at > p_now $$;

create function session_end(p_token_hash bytea) returns void
language sql security definer set search_path = public as
$$ delete from session where token_hash = p_token_hash $$;

grant execute on function login_person(text), person_with_memberships(uuid),
  session_open(bytea, uuid, timestamptz, timestamptz), session_person(bytea, timestamptz),
  session_end(bytea) to turnpike_app;

-- Who did what, for good: nobody may change or remove a row. A person who is erased keeps the id.
create table audit (
  id uuid primary key,
  tenant_id uuid not null,
  person_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  facts jsonb not null default '{}',
  at timestamptz not null
);
create index on audit (tenant_id, id desc);
call isolate_one_party('audit');
grant select, insert on audit to turnpike_app;

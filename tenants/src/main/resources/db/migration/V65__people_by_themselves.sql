-- The first words of the platform's own addresses: no tenant may be called so.
create function is_reserved(p_slug text) returns boolean language sql immutable parallel safe as $$
  select p_slug = any (array['admin', 'manage', 'webhooks', 'login', 'logout', 'home', 'errors', 'resolve', 'assets',
    'api', 'oauth', 'pay', 'q', 'signup', 'verify', 'reset', 'settings', 'join', 'mails', 'mcp', 'theme', 'language',
    'locale', 'brand', 'support', 'docs', 'help', 'status', 'terms', 'privacy', 'search', 'me', 'platform', 'approvals', 'view', 'mailbox', 'start', 'subscribe'])
$$;
grant execute on function is_reserved(text) to public;
alter table tenant add constraint not_reserved check (not is_reserved(slug));

-- A second factor is on from the moment it was proved once; its secret is sealed with the platform's.
-- `factor_step` is the last time step that was accepted: no code is taken twice.
alter table person
  add column factor_sealed bytea,
  add column factor_on_at timestamptz,
  add column factor_step bigint,
  add column erased_at timestamptz;

create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (person_id, code_hash)
);

-- Somebody who wants to become a person. Nothing exists of them until the address is theirs.
create table sign_up (
  token_hash bytea primary key check (length(token_hash) = 32),
  email text not null check (email = lower(email) and email like '%_@_%'),
  name text not null check (length(name) between 1 and 200),
  organisation text not null check (length(organisation) between 1 and 200),
  password_hash text not null,
  publisher_id uuid references tenant,
  back text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on sign_up (email);
create index on sign_up (expires_at);

-- What one link or one half of a log-in stands for, once.
create table one_time (
  token_hash bytea primary key check (length(token_hash) = 32),
  kind text not null check (kind in ('reset', 'log-in')),
  person_id uuid not null references person,
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on one_time (person_id);
create index on one_time (expires_at);

-- Letters to an address, member of something or not. A path with a token is forgotten once it was sent.
create table letter (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  address text not null,
  subject text not null,
  body text not null,
  path text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  not_before timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz check ((state = 'sent') = (sent_at is not null)),
  trouble text
);
create index on letter (not_before) where state = 'waiting';
create index on letter (address, created_at);

-- None of these is a tenant's: they are reached by the functions below alone.
do $$
declare tab text;
begin
  foreach tab in array array['recovery_code', 'sign_up', 'one_time', 'letter'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy owner on %I to %I using (true) with check (true)', tab, current_user);
  end loop;
end $$;

-- False: this address got enough letters of the kind within the hour.
create function letter_put(p_id uuid, p_kind text, p_address text, p_subject text, p_body text, p_path text, p_now timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
begin
  if (select count(*) from letter where address = lower(p_address) and kind = p_kind
      and created_at > p_now - interval '1 hour') >= 5 then
    return false;
  end if;
  insert into letter (id, kind, address, subject, body, path, not_before, created_at)
    values (p_id, p_kind, lower(p_address), p_subject, p_body, nullif(p_path, ''), p_now, p_now);
  return true;
end $$;

-- Taken by pushing their time ahead, so that no other node sends them at once.
create function letters_take(p_now timestamptz, p_most int)
returns table (id uuid, address text, subject text, body text, path text)
language sql security definer set search_path = public as $$
  with taken as (
    select l.id from letter l where l.state = 'waiting' and l.not_before <= p_now
    order by l.not_before, l.id limit p_most for update skip locked)
  update letter l set attempts = l.attempts + 1,
    not_before = p_now + interval '30 seconds' * power(2, l.attempts)
  from taken t where l.id = t.id
  returning l.id, l.address, l.subject, l.body, l.path
$$;

create function letter_sent(p_id uuid, p_now timestamptz, p_keep_path boolean) returns void
language sql security definer set search_path = public as $$
  update letter set state = 'sent', sent_at = p_now, trouble = null, path = case when p_keep_path then path end
  where id = p_id and state = 'waiting'
$$;

create function letter_failed(p_id uuid, p_trouble text, p_most int) returns void
language sql security definer set search_path = public as $$
  update letter set trouble = left(p_trouble, 500), state = case when attempts >= p_most then 'failed' else state end
  where id = p_id and state = 'waiting'
$$;

create function letters_last(p_most int)
returns table (id uuid, address text, subject text, body text, path text, state text, created_at timestamptz)
language sql stable security definer set search_path = public as $$
  select id, address, subject, body, path, state, created_at from letter order by id desc limit p_most
$$;

-- Answers whether the address is free; a second wish for it takes the place of the first.
create function sign_up_put(p_token_hash bytea, p_email text, p_name text, p_organisation text, p_password_hash text,
  p_publisher text, p_back text, p_now timestamptz, p_expires timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
begin
  delete from sign_up where expires_at < p_now or email = lower(p_email);
  if exists (select from person where email = lower(p_email)) then
    return false;
  end if;
  insert into sign_up values (p_token_hash, lower(p_email), p_name, p_organisation, p_password_hash,
    (select id from tenant where slug = p_publisher and publishes), p_back, p_now, p_expires);
  return true;
end $$;

create function sign_up_find(p_token_hash bytea, p_now timestamptz)
returns table (email text, name text, organisation text)
language sql stable security definer set search_path = public as $$
  select email, name, organisation from sign_up where token_hash = p_token_hash and expires_at > p_now
$$;

-- The wish becomes a person; no row when the link is over, used, or the address was taken meanwhile.
create function sign_up_take(p_token_hash bytea, p_person uuid, p_now timestamptz)
returns table (email text, organisation text, publisher_id uuid, back text)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare s sign_up;
begin
  delete from sign_up where token_hash = p_token_hash and expires_at > p_now returning * into s;
  if not found then
    return;
  end if;
  insert into person (id, email, name, password_hash, created_at)
    values (p_person, s.email, s.name, s.password_hash, p_now) on conflict (email) do nothing;
  if found then
    return query select s.email, s.organisation, s.publisher_id, s.back;
  end if;
end $$;

-- A tenant of its founder, who owns it; answers its slug, the wished one or the next that is free.
create function found_own_tenant(p_id uuid, p_slug text, p_name text, p_person uuid, p_at timestamptz)
returns text language plpgsql security definer set search_path = public as $$
declare s text := p_slug; n int := 1; made int;
begin
  loop
    made := 0;
    if not is_reserved(s) then
      insert into tenant (id, slug, name, publishes, created_at) values (p_id, s, p_name, false, p_at)
        on conflict (slug) do nothing;
      get diagnostics made = row_count;
    end if;
    exit when made = 1;
    n := n + 1;
    s := case when n < 10 then rtrim(left(p_slug, 36), '-') || '-' || n
      else rtrim(left(p_slug, 26), '-') || '-' || right(replace(gen_random_uuid()::text, '-', ''), 12) end;
  end loop;
  insert into membership values (p_id, p_person, array['owner'], p_at);
  return s;
end $$;

-- Sessions as their person sees them.
alter table session
  add column id uuid not null default gen_random_uuid(),
  add column area text not null default '',
  add column agent text not null default '',
  add column address text not null default '',
  add column seen_at timestamptz not null default now();
create index on session (person_id);

drop function session_open(bytea, uuid, timestamptz, timestamptz);
create function session_open(p_token_hash bytea, p_person uuid, p_now timestamptz, p_expires timestamptz, p_id uuid,
  p_area text, p_agent text, p_address text)
returns void language sql security definer set search_path = public as $$
  delete from session where expires_at < p_now;
  insert into session (token_hash, person_id, opened_at, expires_at, id, area, agent, address, seen_at)
    values (p_token_hash, p_person, p_now, p_expires, p_id, p_area, left(p_agent, 300), left(p_address, 60), p_now);
$$;

-- Also notes that it is in use, once a minute at most.
create or replace function session_person(p_token_hash bytea, p_now timestamptz)
returns uuid language plpgsql security definer set search_path = public as $$
declare s session;
begin
  select * into s from session where token_hash = p_token_hash and expires_at > p_now;
  if s.seen_at < p_now - interval '1 minute' then
    update session set seen_at = p_now where token_hash = p_token_hash;
  end if;
  return s.person_id;
end $$;

create function sessions_of(p_person uuid, p_now timestamptz)
returns table (id uuid, area text, agent text, address text, opened_at timestamptz, seen_at timestamptz,
  expires_at timestamptz, token_hash text)
language sql stable security definer set search_path = public as $$
  select id, area, agent, address, opened_at, seen_at, expires_at, encode(token_hash, 'hex') from session
  where person_id = p_person and expires_at > p_now order by seen_at desc, id limit 100
$$;

create function session_end_one(p_person uuid, p_id uuid) returns int
language sql security definer set search_path = public as $$
  with gone as (delete from session where person_id = p_person and id = p_id returning 1) select count(*)::int from gone
$$;

-- All but the one of this token; an empty one spares none.
create function sessions_end(p_person uuid, p_but bytea) returns int
language sql security definer set search_path = public as $$
  with gone as (delete from session where person_id = p_person and token_hash <> p_but returning 1)
  select count(*)::int from gone
$$;

drop function login_person(text);
create function login_person(p_email text)
returns table (person_id uuid, name text, password_hash text, second_factor boolean)
language sql stable security definer set search_path = public as
$$ select id, name, password_hash, factor_on_at is not null from person where email = lower(p_email) and erased_at is null $$;

create function one_time_open(p_token_hash bytea, p_kind text, p_person uuid, p_now timestamptz, p_expires timestamptz)
returns void language sql security definer set search_path = public as $$
  delete from one_time where expires_at < p_now or (person_id = p_person and kind = p_kind and kind = 'reset');
  insert into one_time (token_hash, kind, person_id, created_at, expires_at)
    values (p_token_hash, p_kind, p_person, p_now, p_expires);
$$;

-- Whose it is; each question counts, and the sixth is answered no more.
create function one_time_ask(p_token_hash bytea, p_kind text, p_now timestamptz) returns uuid
language sql security definer set search_path = public as $$
  update one_time set attempts = attempts + 1
  where token_hash = p_token_hash and kind = p_kind and expires_at > p_now and (kind = 'reset' or attempts < 5)
  returning person_id
$$;

create function one_time_close(p_token_hash bytea) returns void language sql security definer set search_path = public as
$$ delete from one_time where token_hash = p_token_hash $$;

-- A new password ends every session but one, and every link that was under way.
create function password_set(p_person uuid, p_password_hash text, p_but bytea) returns void
language sql security definer set search_path = public as $$
  update person set password_hash = p_password_hash where id = p_person and erased_at is null;
  delete from session where person_id = p_person and token_hash <> p_but;
  delete from one_time where person_id = p_person;
$$;

create function person_rename(p_person uuid, p_name text) returns void
language sql security definer set search_path = public as
$$ update person set name = p_name where id = p_person and erased_at is null $$;

create function factor_of(p_person uuid)
returns table (sealed text, on_at timestamptz, recovery_left int)
language sql stable security definer set search_path = public as $$
  select encode(factor_sealed, 'hex'), factor_on_at,
    (select count(*)::int from recovery_code r where r.person_id = p.id and r.used_at is null)
  from person p where id = p_person and erased_at is null
$$;

-- A new secret, as long as none is in use.
create function factor_begin(p_person uuid, p_sealed bytea) returns int
language sql security definer set search_path = public as $$
  with begun as (update person set factor_sealed = p_sealed, factor_step = null
    where id = p_person and factor_on_at is null returning 1) select count(*)::int from begun
$$;

-- Takes a time step once: a code that was seen over a shoulder is worth nothing.
create function factor_step_take(p_person uuid, p_step bigint) returns int
language sql security definer set search_path = public as $$
  with took as (update person set factor_step = p_step
    where id = p_person and factor_sealed is not null and coalesce(factor_step, -1) < p_step returning 1)
  select count(*)::int from took
$$;

create function factor_on(p_person uuid, p_codes text[], p_now timestamptz) returns int
language plpgsql security definer set search_path = public as $$
begin
  update person set factor_on_at = coalesce(factor_on_at, p_now) where id = p_person and factor_sealed is not null;
  if not found then
    return 0;
  end if;
  delete from recovery_code where person_id = p_person;
  insert into recovery_code (person_id, code_hash) select p_person, decode(c, 'hex') from unnest(p_codes) c;
  return 1;
end $$;

create function factor_off(p_person uuid) returns void language sql security definer set search_path = public as $$
  update person set factor_sealed = null, factor_on_at = null, factor_step = null where id = p_person;
  delete from recovery_code where person_id = p_person;
$$;

create function recovery_use(p_person uuid, p_code_hash bytea, p_now timestamptz) returns int
language sql security definer set search_path = public as $$
  with used as (update recovery_code set used_at = p_now
    where person_id = p_person and code_hash = p_code_hash and used_at is null returning 1) select count(*)::int from used
$$;

grant execute on function
  letter_put(uuid, text, text, text, text, text, timestamptz), letters_take(timestamptz, int),
  letter_sent(uuid, timestamptz, boolean), letter_failed(uuid, text, int), letters_last(int),
  sign_up_put(bytea, text, text, text, text, text, text, timestamptz, timestamptz), sign_up_find(bytea, timestamptz),
  sign_up_take(bytea, uuid, timestamptz), found_own_tenant(uuid, text, text, uuid, timestamptz),
  session_open(bytea, uuid, timestamptz, timestamptz, uuid, text, text, text), sessions_of(uuid, timestamptz),
  session_end_one(uuid, uuid), sessions_end(uuid, bytea), login_person(text),
  one_time_open(bytea, text, uuid, timestamptz, timestamptz), one_time_ask(bytea, text, timestamptz),
  one_time_close(bytea), password_set(uuid, text, bytea), person_rename(uuid, text), factor_of(uuid),
  factor_begin(uuid, bytea), factor_step_take(uuid, bigint), factor_on(uuid, text[], timestamptz), factor_off(uuid),
  recovery_use(uuid, bytea, timestamptz)
  to turnpike_app;

-- Whom a publisher lets in. No row is an open door.
create table sign_up_policy (
  tenant_id uuid primary key references tenant,
  policy text not null check (policy in ('open', 'approval', 'domains', 'invite')),
  domains text[] not null default '{}',
  changed_at timestamptz not null
);
call isolate_one_party('sign_up_policy');
grant select, insert, update (policy, domains, changed_at) on sign_up_policy to turnpike_app;

-- A consumer at a publisher's door.
create table admission (
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  state text not null check (state in ('waiting', 'admitted', 'refused')),
  asked_by uuid references person,
  asked_at timestamptz not null,
  decided_by uuid references person check ((state = 'waiting') = (decided_at is null)),
  decided_at timestamptz,
  reason text not null default '' check (state <> 'refused' or length(reason) between 1 and 1000),
  primary key (publisher_id, consumer_id)
);
create index on admission (consumer_id);
call isolate_two_party('admission');
grant select on admission to turnpike_app;

-- Addresses that a publisher invited to become its consumers: their organisation is let in as it comes.
create table welcome (
  publisher_id uuid not null references tenant,
  email text not null check (email = lower(email) and email like '%_@_%'),
  invited_by uuid not null references person,
  created_at timestamptz not null,
  primary key (publisher_id, email)
);
call isolate('welcome', 'publisher_id = current_tenant()');
grant select, insert, delete on welcome to turnpike_app;

-- A publisher sees who stands at its door.
create policy at_the_door on tenant for select to turnpike_app
  using (exists (select from admission a where a.consumer_id = tenant.id and a.publisher_id = current_tenant()));

-- How a publisher's door stands for a consumer: admitted, waiting, refused, or closed and why. Whoever has an account
-- there, or was let in, stays in whatever the policy becomes.
create function door_of(p_publisher uuid, p_consumer uuid, p_email text) returns text
language plpgsql stable security definer set search_path = public as $$
declare said text; p sign_up_policy;
begin
  select state into said from admission where publisher_id = p_publisher and consumer_id = p_consumer;
  if said is not null then
    return said;
  end if;
  select * into p from sign_up_policy where tenant_id = p_publisher;
  if p_publisher = p_consumer or p.policy is null or p.policy = 'open'
    or exists (select from account where publisher_id = p_publisher and consumer_id = p_consumer) then
    return 'admitted';
  end if;
  if exists (select from welcome w where w.publisher_id = p_publisher and w.email = lower(p_email)) then
    return 'welcome';
  end if;
  return case p.policy
    when 'domains' then case when split_part(lower(p_email), '@', 2) = any (p.domains) then 'admitted' else 'domain' end
    when 'invite' then 'invite'
    else 'unasked' end;
end $$;

-- What a stranger is told of the door before signing up.
create function policy_of(p_publisher uuid) returns table (policy text, domains text[])
language sql stable security definer set search_path = public as $$
  select policy, domains from sign_up_policy where tenant_id = p_publisher
$$;

create function is_welcome(p_publisher text, p_email text) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from welcome w join tenant t on t.id = w.publisher_id
    where t.slug = p_publisher and w.email = lower(p_email))
$$;

-- Knocks, as the consumer; answers whether a new request came of it. Who is welcome is in.
create function admission_ask(p_publisher uuid, p_consumer uuid, p_person uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
declare host uuid;
begin
  if current_tenant() is distinct from p_consumer then
    raise exception 'nobody knocks for others' using errcode = 'insufficient_privilege';
  end if;
  select invited_by into host from welcome w
    where w.publisher_id = p_publisher and w.email = (select email from person where id = p_person);
  insert into admission (publisher_id, consumer_id, state, asked_by, asked_at, decided_by, decided_at)
    values (p_publisher, p_consumer, case when host is null then 'waiting' else 'admitted' end, p_person, p_now, host,
      case when host is not null then p_now end) on conflict do nothing;
  return found;
end $$;

-- Decides, as the publisher; an answer may be changed, and each is in the audit trail.
create function admission_decide(p_publisher uuid, p_consumer uuid, p_state text, p_person uuid, p_reason text, p_now timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
begin
  if current_tenant() is distinct from p_publisher then
    raise exception 'nobody opens the door of others' using errcode = 'insufficient_privilege';
  end if;
  update admission set state = p_state, decided_by = p_person, decided_at = p_now, reason = p_reason
    where publisher_id = p_publisher and consumer_id = p_consumer and state <> p_state;
  return found;
end $$;

-- Who knocked in a consumer's name: the publisher is told, for it decides on them.
create function asker_of(p_publisher uuid, p_consumer uuid) returns table (name text, email text)
language sql stable security definer set search_path = public as $$
  select p.name, p.email from admission a join person p on p.id = a.asked_by
  where a.publisher_id = p_publisher and a.consumer_id = p_consumer and current_tenant() in (p_publisher, p_consumer)
$$;

-- Whom a letter to some roles of a tenant goes to.
create function addresses_of(p_tenant uuid, p_roles text[]) returns table (email text)
language sql stable security definer set search_path = public as $$
  select p.email from membership m join person p on p.id = m.person_id
  where m.tenant_id = p_tenant and m.roles && p_roles order by p.email limit 50
$$;

grant execute on function is_welcome(text, text), asker_of(uuid, uuid), addresses_of(uuid, text[]), door_of(uuid, uuid, text), policy_of(uuid), admission_ask(uuid, uuid, uuid, timestamptz),
  admission_decide(uuid, uuid, text, uuid, text, timestamptz) to turnpike_app;

create index on audit (person_id, id desc) where person_id is not null;

-- Everything that is kept of a person beside what tenants keep, for themselves to take along.
create function person_export(p_person uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'person', (select jsonb_build_object('id', id, 'email', email, 'name', name, 'created_at', created_at,
        'second_factor_since', factor_on_at) from person where id = p_person),
    'organisations', coalesce((select jsonb_agg(jsonb_build_object('slug', t.slug, 'name', t.name, 'roles', m.roles,
        'since', m.created_at) order by t.slug)
      from membership m join tenant t on t.id = m.tenant_id where m.person_id = p_person), '[]'),
    'teams', coalesce((select jsonb_agg(jsonb_build_object('organisation', t.slug, 'team', x.name) order by t.slug, x.name)
      from team_member m join team x on x.id = m.team_id join tenant t on t.id = m.tenant_id
      where m.person_id = p_person), '[]'),
    'sessions', coalesce((select jsonb_agg(jsonb_build_object('opened_at', opened_at, 'seen_at', seen_at,
        'agent', agent, 'address', address) order by opened_at)
      from session where person_id = p_person and expires_at > p_now), '[]'),
    'letters', coalesce((select jsonb_agg(jsonb_build_object('subject', l.subject, 'body', l.body, 'at', l.created_at)
        order by l.id) from letter l where l.address = (select email from person where id = p_person)), '[]'),
    'notices', coalesce((select jsonb_agg(jsonb_build_object('title', n.title, 'body', n.body, 'at', n.at) order by n.id)
      from mail m join notice n on n.id = m.notice_id where m.person_id = p_person), '[]'),
    'done', coalesce((select jsonb_agg(jsonb_build_object('at', a.at, 'action', a.action, 'subject', a.subject_kind,
        'id', a.subject_id, 'facts', a.facts) order by a.id) from audit a where a.person_id = p_person), '[]'))
$$;

-- The tenants whose only owner is leaving while others stay: somebody has to take them over first.
create function tenants_left_without_owner(p_person uuid) returns table (slug text, name text)
language sql stable security definer set search_path = public as $$
  select t.slug, t.name from membership m join tenant t on t.id = m.tenant_id
  where m.person_id = p_person and 'owner' = any (m.roles)
    and exists (select from membership o where o.tenant_id = t.id and o.person_id <> p_person)
    and not exists (select from membership o where o.tenant_id = t.id and o.person_id <> p_person and 'owner' = any (o.roles))
  order by t.slug
$$;

-- Forgets a person: what stays is an id without a face, for the audit trail and the books. Keys of tenants that nobody
-- belongs to any more are revoked. False: a tenant would be left without an owner.
create function person_erase(p_person uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
declare known text; alone uuid[];
begin
  select email into known from person where id = p_person and erased_at is null for update;
  perform 1 from membership where tenant_id in (select tenant_id from membership where person_id = p_person) for update;
  if known is null or exists (select from tenants_left_without_owner(p_person)) then
    return false;
  end if;
  select coalesce(array_agg(m.tenant_id), '{}') into alone from membership m where m.person_id = p_person
    and not exists (select from membership o where o.tenant_id = m.tenant_id and o.person_id <> p_person);
  update api_key set revoked_at = p_now, revoked_by = p_person where tenant_id = any (alone) and revoked_at is null;
  insert into audit (id, tenant_id, person_id, action, subject_kind, subject_id, at)
    select (left(uuid7_floor(p_now)::text, 15) || substr(gen_random_uuid()::text, 16))::uuid, tenant_id, p_person,
      'member.erased', 'person', p_person::text, p_now from membership where person_id = p_person;
  delete from membership where person_id = p_person;
  delete from session where person_id = p_person;
  delete from one_time where person_id = p_person;
  delete from recovery_code where person_id = p_person;
  delete from letter where letter.address = known;
  delete from sign_up where email = known;
  delete from welcome where email = known;
  update invitation set withdrawn_at = p_now where email = known and accepted_at is null and withdrawn_at is null;
  update invitation set email = p_person || '@erased.invalid' where email = known;
  update mail m set address = p_person || '@erased.invalid' where m.person_id = p_person;
  update person set email = p_person || '@erased.invalid', name = 'Erased person', password_hash = '',
    factor_sealed = null, factor_on_at = null, factor_step = null, erased_at = p_now where id = p_person;
  return true;
end $$;

grant execute on function person_export(uuid, timestamptz), tenants_left_without_owner(uuid),
  person_erase(uuid, timestamptz) to turnpike_app;

-- A token that outlives its person is nobody's.
create or replace function person_with_memberships(p_person uuid)
returns table (person_id uuid, email text, name text, tenant_id uuid, slug text, tenant_name text, publishes boolean, roles text[])
language sql stable security definer set search_path = public as $$
  select p.id, p.email, p.name, t.id, t.slug, t.name, t.publishes, m.roles
  from person p
  left join membership m on m.person_id = p.id
  left join tenant t on t.id = m.tenant_id
  where p.id = p_person and p.erased_at is null order by t.slug
$$;

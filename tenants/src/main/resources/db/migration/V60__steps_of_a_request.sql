-- A step is decided by a person of either side, by an answer of the requester, by a publisher's
-- system, or by time. What was answered or accepted stays with the decision.
alter table approval
  alter column person_id drop not null,
  add column by_whom text not null default 'person'
    check (by_whom in ('person', 'requester', 'system', 'time')),
  add column on_behalf_of uuid,
  add column facts jsonb not null default '{}',
  add constraint somebody check ((person_id is null) = (by_whom in ('system', 'time')));
create index on approval (publisher_id, at desc);

-- What time did to the open step, in the account's time.
alter table approval_step
  add column opened_at timestamptz,
  add column reminded_at timestamptz,
  add column escalated_at timestamptz;
grant update (opened_at, reminded_at, escalated_at) on approval_step to turnpike_app;

-- Yes from one of several who have to say it. One voice a person, whoever speaks for them.
create table approval_vote (
  subscription_id uuid not null,
  position int not null,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  person_id uuid not null,
  on_behalf_of uuid,
  comment text not null default '',
  at timestamptz not null,
  primary key (subscription_id, position, person_id),
  foreign key (subscription_id, position) references approval_step
);
create unique index on approval_vote (subscription_id, position, coalesce(on_behalf_of, person_id));
call isolate_two_party('approval_vote');
grant select, insert on approval_vote to turnpike_app;

-- What both sides read, and what one side keeps to itself.
create table request_comment (
  id uuid primary key,
  subscription_id uuid not null references subscription,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  author_id uuid not null references tenant,
  person_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  at timestamptz not null
);
create index on request_comment (subscription_id);
call isolate_two_party('request_comment');
grant select, insert on request_comment to turnpike_app;

create table internal_comment (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  subscription_id uuid not null references subscription,
  person_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  at timestamptz not null
);
create index on internal_comment (subscription_id);
call isolate_one_party('internal_comment');
grant select, insert on internal_comment to turnpike_app;

-- Who decides for whom while they are away.
create table delegation (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  person_id uuid not null references person,
  to_person_id uuid not null references person,
  from_at timestamptz not null,
  until_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  check (until_at > from_at),
  check (person_id <> to_person_id)
);
create index on delegation (tenant_id, until_at) where ended_at is null;
call isolate_one_party('delegation');
grant select, insert, update (ended_at) on delegation to turnpike_app;

-- A question to a publisher's own system. Its answer address is sealed around this id and good once.
create table step_question (
  id uuid primary key,
  subscription_id uuid not null,
  position int not null,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  trouble text,
  answered_at timestamptz,
  unique (subscription_id, position),
  foreign key (subscription_id, position) references approval_step
);
call isolate_two_party('step_question');
grant select, insert, update (sent_at, attempts, trouble, answered_at) on step_question to turnpike_app;

-- With what a publisher's questions are signed (Standard Webhooks); nobody else may read it.
create table step_secret (
  tenant_id uuid primary key references tenant,
  secret text not null check (secret like 'whsec\_%')
);
call isolate_one_party('step_secret');
grant select, insert on step_secret to turnpike_app;

-- The end that was agreed at approval; whatever else happens, it does not go on beyond.
alter table subscription add column agreed_end timestamptz;
grant update (agreed_end) on subscription to turnpike_app;
create index on subscription (publisher_id, id) where state = 'requested';
create index on subscription (consumer_id, id);
create index on subscription (account_id);

-- To another application of the same consumer, with its state, money and time. Blocks, pauses and
-- raises go along; both applications' nodes learn of it.
create function transfer_subscription(p_subscription uuid, p_application uuid, p_now timestamptz) returns text
language plpgsql security definer set search_path = public as $$
declare s subscription;
begin
  select * into s from subscription where id = p_subscription and consumer_id = current_tenant() for update;
  if not found then return 'unknown'; end if;
  if s.state in ('rejected', 'ended') then return 'over'; end if;
  if not exists (select from application a where a.id = p_application and a.tenant_id = s.consumer_id) then
    return 'no-application';
  end if;
  if s.application_id = p_application then return 'same'; end if;
  if exists (select from subscription o where o.application_id = p_application and o.product_id = s.product_id
      and o.state not in ('rejected', 'ended')) then
    return 'taken';
  end if;
  update subscription set application_id = p_application, version = version + 1, changed_at = p_now
    where id = p_subscription;
  update hindrance set application_id = p_application where subscription_id = p_subscription;
  update limit_raise set application_id = p_application where subscription_id = p_subscription;
  insert into change (tenant_id, kind, subject) values (s.consumer_id, 'application', s.application_id);
  return 'done';
end $$;
grant execute on function transfer_subscription(uuid, uuid, timestamptz) to turnpike_app;

-- Tells people of either side of a request, by role or one by name, and whoever stands in for them.
create function tell_people(p_id uuid, p_tenant uuid, p_subscription uuid, p_kind text, p_period text, p_tone text,
  p_title text, p_body text, p_path text, p_at timestamptz, p_now timestamptz, p_roles text[], p_person uuid)
returns boolean language plpgsql security definer set search_path = public as $$
declare letters int; s subscription;
begin
  select * into s from subscription where id = p_subscription;
  if not found or p_tenant not in (s.publisher_id, s.consumer_id) or (session_user = 'turnpike_app'
      and (current_tenant() is null or current_tenant() not in (s.publisher_id, s.consumer_id))) then
    raise exception 'no notice to others' using errcode = 'insufficient_privilege';
  end if;
  insert into notice (id, tenant_id, publisher_id, account_id, subject, kind, period, threshold, tone, title,
    body, path, at, told_at)
    values (p_id, p_tenant, s.publisher_id, s.account_id, p_subscription, p_kind, p_period, 0, p_tone, p_title,
      p_body, p_path, p_at, p_now)
    on conflict (subject, kind, period, threshold) do nothing;
  if not found then
    return false;
  end if;
  insert into mail (notice_id, person_id, tenant_id, address, state, not_before)
    select p_id, p.id, p_tenant, p.email, 'waiting', p_now
    from membership m join person p on p.id = m.person_id
    where m.tenant_id = p_tenant and (m.person_id = p_person or m.roles && p_roles
      or exists (select from delegation d join membership o
          on o.tenant_id = d.tenant_id and o.person_id = d.person_id
        where d.tenant_id = p_tenant and d.to_person_id = m.person_id and d.ended_at is null
          and p_now >= d.from_at and p_now < d.until_at and o.roles && p_roles));
  get diagnostics letters = row_count;
  update notice set mails = letters where id = p_id;
  return true;
end $$;
grant execute on function tell_people(uuid, uuid, uuid, text, text, text, text, text, text, timestamptz,
  timestamptz, text[], uuid) to turnpike_app;

-- What a consumer was told about its money, once per subject, kind, period and threshold. About its own
-- budgets no publisher is told: publisher_id is null there. `at` is the account's time.
create table notice (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  publisher_id uuid references tenant,
  account_id uuid references account,
  subject uuid not null,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  period text not null,
  threshold int not null,
  tone text not null check (tone in ('good', 'info', 'warn', 'bad')),
  title text not null,
  body text not null,
  path text not null,
  at timestamptz not null,
  told_at timestamptz not null,
  mails int not null default 0,
  mailed int not null default 0,
  unique (subject, kind, period, threshold)
);
create index on notice (tenant_id, id desc);
create index on notice (publisher_id, id desc) where publisher_id is not null;
call isolate('notice', 'current_tenant() in (tenant_id, publisher_id)');
grant select, update (mailed) on notice to turnpike_app;

-- One row per letter. Addresses are the consumer's own; the publisher sees how many.
create table mail (
  notice_id uuid not null references notice,
  person_id uuid not null references person,
  tenant_id uuid not null references tenant,
  address text not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  not_before timestamptz not null,
  sent_at timestamptz check ((state = 'sent') = (sent_at is not null)),
  trouble text,
  primary key (notice_id, person_id)
);
create index on mail (not_before) where state = 'waiting';
call isolate_one_party('mail');
grant select, update (state, attempts, not_before, sent_at, trouble) on mail to turnpike_app;

-- Tells it, in the name of either side, and writes the letters to those who may pay. False: told before.
create function tell(p_id uuid, p_tenant uuid, p_publisher uuid, p_account uuid, p_subject uuid, p_kind text,
  p_period text, p_threshold int, p_tone text, p_title text, p_body text, p_path text, p_at timestamptz,
  p_now timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare letters int;
begin
  if session_user = 'turnpike_app' and current_tenant() is distinct from p_tenant
    and current_tenant() is distinct from p_publisher then
    raise exception 'no notice to others' using errcode = 'insufficient_privilege';
  end if;
  insert into notice (id, tenant_id, publisher_id, account_id, subject, kind, period, threshold, tone, title,
    body, path, at, told_at)
    values (p_id, p_tenant, p_publisher, p_account, p_subject, p_kind, p_period, p_threshold, p_tone, p_title,
      p_body, p_path, p_at, p_now)
    on conflict (subject, kind, period, threshold) do nothing;
  if not found then
    return false;
  end if;
  insert into mail (notice_id, person_id, tenant_id, address, state, not_before)
    select p_id, p.id, p_tenant, p.email, 'waiting', p_now
    from membership m join person p on p.id = m.person_id
    where m.tenant_id = p_tenant and m.roles && array['owner', 'admin', 'billing'];
  get diagnostics letters = row_count;
  update notice set mails = letters where id = p_id;
  return true;
end $$;
grant execute on function tell(uuid, uuid, uuid, uuid, uuid, text, text, int, text, text, text, text, timestamptz,
  timestamptz) to turnpike_app;

-- Whose letters wait.
create function tenants_with_mail(p_now timestamptz, p_most int) returns table (tenant_id uuid)
language sql stable security definer set search_path = public as $$
  select distinct m.tenant_id from mail m where m.state = 'waiting' and m.not_before <= p_now limit p_most
$$;
grant execute on function tenants_with_mail(timestamptz, int) to turnpike_jobs;

create function threshold_of(p_used bigint, p_quantity bigint) returns int language sql immutable as $$
  select max(t) from unnest(array[50, 80, 100]) t where p_used::numeric * 100 >= t * p_quantity::numeric
$$;

-- What crossed 50, 80 or 100 % in a period that runs, and was not told yet: only the highest that was
-- crossed. Periods are in the account's time; a wallet's begins with its last credit.
create function crossed_thresholds(p_now timestamptz, p_most int)
returns table (tenant_id uuid, publisher_id uuid, publisher text, consumer text, account_id uuid, subject uuid,
  kind text, name text, period text, threshold int, used bigint, quantity bigint, unit text,
  starts_at timestamptz, ends_at timestamptz, at timestamptz)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query
  with allowances as (
    select s.consumer_id, s.publisher_id, s.account_id, s.id as subject, 'allowance' as kind,
      ap.name || ': ' || (l ->> 'name') as name,
      (l ->> 'name') || ' ' || to_char(c.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period,
      c.used, (l ->> 'quantity')::bigint as quantity, coalesce(l ->> 'unit', 'requests') as unit, c.starts_at,
      c.starts_at + case l ->> 'window' when 'quarter' then interval '3 months'
        else ('1 ' || (l ->> 'window'))::interval end as ends_at,
      p_now + a.ahead_millis * interval '1 millisecond' as at
    from subscription s
      join account a on a.id = s.account_id
      join application ap on ap.id = s.application_id
      join plan_revision r on r.id = s.plan_revision_id
      cross join lateral jsonb_array_elements(coalesce(r.terms -> 'limits', '[]')) l
      cross join lateral (select * from counter c where c.subscription_id = s.id and c.name = l ->> 'name'
        and c.starts_at <= p_now + a.ahead_millis * interval '1 millisecond'
        order by c.starts_at desc, c.used desc limit 1) c
    where s.state in ('active', 'trialing', 'past_due') and l ->> 'kind' = 'allowance'
      and (l ->> 'quantity')::bigint > 0),
  wallets as (
    select w.consumer_id, w.publisher_id, w.account_id, w.id as subject, 'wallet' as kind, 'Credit' as name,
      last.id::text as period, since.spent as used, w.posted + since.spent as quantity, w.currency as unit,
      last.at as starts_at, null::timestamptz as ends_at, p_now + a.ahead_millis * interval '1 millisecond' as at
    from wallet w
      join account a on a.id = w.account_id
      cross join lateral (select e.id, t.at from ledger_entry e join ledger_txn t on t.id = e.txn_id
        where e.wallet_id = w.id and e.amount > 0 order by e.id desc limit 1) last
      cross join lateral (select coalesce(-sum(e.amount), 0)::bigint as spent from ledger_entry e
        where e.wallet_id = w.id and e.id > last.id) since
    where since.spent > 0 and w.posted + since.spent > 0 and w.overdraft = 0),
  budgets as (
    select b.tenant_id as consumer_id, null::uuid as publisher_id, null::uuid as account_id, b.id as subject,
      'budget' as kind, b.name, to_char(u.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period,
      u.used, b.amount as quantity, b.currency as unit, u.starts_at,
      u.starts_at + case b.period when 'quarter' then interval '3 months' else ('1 ' || b.period)::interval end as ends_at,
      p_now as at
    from budget b cross join lateral (select * from budget_use u where u.budget_id = b.id
      and u.starts_at <= p_now order by u.starts_at desc limit 1) u
    where b.removed_at is null and b.amount > 0),
  every as (select * from allowances union all select * from wallets union all select * from budgets)
  select e.consumer_id, e.publisher_id, p.slug, c.slug, e.account_id, e.subject, e.kind, e.name, e.period,
    threshold_of(e.used, e.quantity), e.used, e.quantity, e.unit, e.starts_at, e.ends_at, e.at
  from every e left join tenant p on p.id = e.publisher_id join tenant c on c.id = e.consumer_id
  where threshold_of(e.used, e.quantity) is not null and (e.ends_at is null or e.ends_at > e.at)
    and not exists (select from notice n where n.subject = e.subject and n.kind = e.kind and n.period = e.period
      and n.threshold >= threshold_of(e.used, e.quantity))
  order by e.consumer_id, e.subject limit p_most;
end $$;
grant execute on function crossed_thresholds(timestamptz, int) to turnpike_jobs;

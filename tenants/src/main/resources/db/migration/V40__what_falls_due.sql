-- A subscription's time, in the account's own: when it began and ended, its trial, and the period
-- that is paid for. Period n runs from boundary n - 1 to boundary n, counted from the anchor.
alter table subscription
  add column started_at timestamptz,
  add column ended_at timestamptz,
  add column trial_ends_at timestamptz,
  add column anchor_at timestamptz,
  add column period_number int,
  add column period_starts_at timestamptz,
  add column period_ends_at timestamptz,
  add column renews boolean not null default true,
  add column next_revision_id uuid references plan_revision,
  add constraint whole_period check (num_nulls(anchor_at, period_number, period_starts_at, period_ends_at) in (0, 4)),
  add constraint forward_period check (period_ends_at > period_starts_at);
grant update (started_at, ended_at, trial_ends_at, anchor_at, period_number, period_starts_at,
  period_ends_at, renews, next_revision_id) on subscription to turnpike_app;

-- What has to be done for an account at a point of its time, at most once per kind and subject. Who
-- does it deletes the row in the transaction of what it did. `not_before` is in the world's time.
create table due (
  kind text not null,
  subject uuid not null,
  account_id uuid not null references account,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  due_at timestamptz not null,
  attempts int not null default 0,
  not_before timestamptz,
  trouble text,
  primary key (kind, subject)
);
create index on due (account_id, due_at);
create index on due (due_at);
call isolate_two_party('due');
grant select, insert, update, delete on due to turnpike_app;

-- One at a time does an account's work, so that it is done in order.
create table due_claim (
  account_id uuid primary key references account,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  claimed_by uuid not null,
  until timestamptz not null
);
call isolate_two_party('due_claim');
grant select, insert, update, delete on due_claim to turnpike_app;

-- Only whose and which; the work itself is done as that tenant.
create function due_accounts(p_now timestamptz, p_most int)
returns table (consumer_id uuid, account_id uuid)
language sql stable security definer set search_path = public as $$
  select d.consumer_id, d.account_id
  from due d join account a on a.id = d.account_id
  where d.due_at <= p_now + a.ahead_millis * interval '1 millisecond'
    and (d.not_before is null or d.not_before <= p_now)
    and not exists (select from due_claim c
      where c.account_id = d.account_id and c.until > clock_timestamp())
  group by d.consumer_id, d.account_id
  order by min(d.due_at) limit p_most
$$;
grant execute on function due_accounts(timestamptz, int) to turnpike_jobs;

-- Paid subscriptions that were there before: their first period begins now.
update subscription s set
  started_at = coalesce((s.facts ->> 'since')::timestamptz, s.changed_at),
  anchor_at = now(), period_number = 1, period_starts_at = now(),
  period_ends_at = now() + interval '1 month'
from plan_revision r
where r.id = s.plan_revision_id and s.state = 'active'
  and coalesce((r.terms ->> 'recurring_fee')::numeric, 0) > 0;
insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
  select 'subscription', id, account_id, publisher_id, consumer_id,
    case state when 'active' then least((facts ->> 'until')::timestamptz, period_ends_at)
      when 'trialing' then (facts ->> 'until')::timestamptz
      else (facts ->> 'grace_until')::timestamptz end
  from subscription
  where state in ('trialing', 'past_due') or (state = 'active' and period_ends_at is not null);

-- The card with which a payment was made, as its processor names it: it may be charged again.
alter table payment add column method text;

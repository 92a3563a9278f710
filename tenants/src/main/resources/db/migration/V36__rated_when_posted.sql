-- Prices that depend on what the period has seen are rated when a call is posted, in posting order.

-- Whether a revision has such a price. Kept, so that posting looks at nothing else of the other plans.
create function is_cumulative(p_terms jsonb) returns boolean language sql immutable parallel safe as $$
  select exists (
    select from jsonb_array_elements(coalesce(p_terms -> 'prices', '[]')) p
    where p ?| array['tiers', 'volume', 'pack'] or coalesce((p ->> 'included')::numeric, 0) > 0)
$$;
grant execute on function is_cumulative(jsonb) to turnpike_app, turnpike_gate;
alter table plan_revision add column cumulative boolean not null
  generated always as (is_cumulative(terms)) stored;

-- How many units of a subscription's period are rated. Only rate_usage writes it.
create table meter (
  subscription_id uuid not null references subscription,
  unit text not null,
  starts_at timestamptz not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  used bigint not null check (used >= 0),
  primary key (subscription_id, unit, starts_at)
);
call isolate_two_party('meter');
grant select on meter to turnpike_app;

-- Rates what one call used by a revision, and counts it. To be called once for each event, in its
-- transaction: the meter's row is locked until the end. The period is the plan's, by the account's clock
-- and zone. Models' tokens are not rated here, for they know no before.
create function rate_usage(p_subscription uuid, p_revision uuid, p_used jsonb, p_at timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare
  s record;
  counted record;
  starts timestamptz;
  before bigint;
  total bigint := 0;
begin
  select b.publisher_id, b.consumer_id, a.zone, a.ahead_millis, coalesce(r.terms ->> 'period', 'month') as period
    into strict s
    from subscription b join account a on a.id = b.account_id, plan_revision r
    where b.id = p_subscription and r.id = p_revision;
  starts := date_trunc(s.period, p_at + s.ahead_millis * interval '1 millisecond', s.zone);
  for counted in
    select lower(key) as unit, value::bigint as units from jsonb_each_text(p_used) order by 1
  loop
    insert into meter as m values (p_subscription, counted.unit, starts, s.publisher_id, s.consumer_id, counted.units)
      on conflict (subscription_id, unit, starts_at) do update set used = m.used + excluded.used
      returning m.used - counted.units into before;
    total := total + rate_units(p_revision, counted.unit, before, counted.units);
  end loop;
  return total;
end $$;
revoke execute on function rate_usage(uuid, uuid, jsonb, timestamptz) from public;

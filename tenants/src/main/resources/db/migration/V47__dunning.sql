-- An invoice whose charge failed: since when, how often, of what class, and when it is tried again, in the
-- account's time. Each try is a row of `payment`, with the processor's id and code.
create table dunning (
  invoice_id uuid primary key references invoice,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  attempts int not null check (attempts > 0),
  class text not null check (class in ('funds', 'soft', 'hard', 'method', 'confirmation')),
  next_at timestamptz
);
call isolate_two_party('dunning');
grant select, insert, update (last_failed_at, attempts, class, next_at) on dunning to turnpike_app;

-- What has to be told as a subscription moves is put on the agenda by whoever moves it, and taken off
-- again when it no longer holds: three days before a renewal or the end of a trial, half way through
-- grace and a day before its end, at suspension and at recovery. Times are the account's.
create function plan_reminders() returns trigger language plpgsql security definer
set search_path = public as $$
declare now_there timestamptz; ends timestamptz; half timestamptz;
begin
  select clock_timestamp() - interval '1 second' + ahead_millis * interval '1 millisecond' into now_there
    from account where id = new.account_id;
  delete from due where subject = new.id and kind in
    ('remind-renewal', 'remind-trial', 'remind-grace-half', 'remind-grace-last')
    and (tg_op = 'UPDATE' and (old.state <> new.state or old.facts <> new.facts
      or old.period_ends_at is distinct from new.period_ends_at or old.renews <> new.renews));
  if new.state = 'past_due' then
    ends := (new.facts ->> 'grace_until')::timestamptz;
    half := now_there + (ends - now_there) / 2;
    insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
      select r.kind, new.id, new.account_id, new.publisher_id, new.consumer_id, r.at
      from (values ('remind-grace-half', half), ('remind-grace-last', greatest(half, ends - interval '1 day')))
        as r(kind, at)
      where tg_op = 'INSERT' or old.state <> 'past_due' or old.facts <> new.facts
      on conflict (kind, subject) do update set due_at = excluded.due_at;
  elsif new.state = 'trialing' or (new.state = 'active' and new.period_ends_at is not null and new.renews) then
    ends := coalesce((new.facts ->> 'until')::timestamptz, new.period_ends_at);
    if new.state = 'trialing' or new.facts ->> 'until' is null then
      insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
        values (case new.state when 'trialing' then 'remind-trial' else 'remind-renewal' end, new.id, new.account_id,
          new.publisher_id, new.consumer_id, ends - interval '3 days')
        on conflict (kind, subject) do nothing;
    end if;
  end if;
  if tg_op = 'UPDATE' and ((old.state in ('past_due', 'active') and new.state = 'suspended')
    or (old.state in ('past_due', 'suspended') and new.state = 'active')) then
    insert into due (kind, subject, account_id, publisher_id, consumer_id, due_at)
      values (case new.state when 'suspended' then 'remind-suspended' else 'remind-recovered' end, new.id,
        new.account_id, new.publisher_id, new.consumer_id, now_there)
      on conflict (kind, subject) do update set due_at = excluded.due_at;
  end if;
  return null;
end $$;
create trigger reminders after insert or update of state, facts, period_ends_at, renews on subscription
  for each row execute function plan_reminders();

-- An invoice is written as a draft and gets its number when it is issued: numbers have no gap.
alter table invoice
  alter column number drop not null,
  add column period_start timestamptz,
  add column period_end timestamptz check (period_end > period_start),
  add column tax bigint not null default 0,
  add column tax_note text not null default '',
  add column closed_at timestamptz,
  add column closed_by uuid,
  add column closed_reason text not null default '',
  add check (state in ('draft', 'void') or number is not null),
  add check (state not in ('void', 'uncollectible') or length(closed_reason) > 0);
grant update (number, total, tax, tax_note, closed_at, closed_by, closed_reason) on invoice to turnpike_app;
alter table ledger_entry drop constraint ledger_entry_book_check;
alter table ledger_entry add constraint ledger_entry_book_check check (book in
  ('wallet', 'cash', 'revenue', 'receivable', 'promotion', 'overrun', 'loss', 'tax'));

-- `exact` is what the line is worth in micro-units, `amount` what the invoice asks for: rounded once
-- to the currency's minor unit. The difference is carried to the next invoice.
alter table invoice_line
  add column kind text not null default 'recurring',
  add column exact bigint;

-- The moves of SubscriptionState's sister in Java, InvoiceState, once more where no code can forget them.
create function invoice_moves() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (
    ('draft', 'open'), ('draft', 'void'), ('open', 'paid'), ('open', 'void'), ('open', 'uncollectible'),
    ('uncollectible', 'paid')) then
    raise exception 'invoice % cannot go from % to %', old.id, old.state, new.state using errcode = 'check_violation';
  end if;
  if old.number is not null and new.number is distinct from old.number then
    raise exception 'invoice % keeps its number', old.id using errcode = 'check_violation';
  end if;
  if old.state <> 'draft' and (new.total, new.tax) is distinct from (old.total, old.tax) then
    raise exception 'invoice % is issued; its amounts stay', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger moves before update on invoice for each row execute function invoice_moves();

-- The last number a publisher gave. The row is locked until the invoice is committed or gone, so a
-- rollback gives its number back and no two invoices get one.
create table invoice_sequence (
  tenant_id uuid primary key references tenant,
  last bigint not null check (last > 0)
);
call isolate_one_party('invoice_sequence');

-- Takes the publisher's next number, in the name of either side of the account.
create function next_invoice_number(p_account uuid) returns text
language plpgsql security definer set search_path = public as $$
declare a account; n bigint; s text;
begin
  select * into a from account where id = p_account and current_tenant() in (publisher_id, consumer_id);
  if not found then
    raise exception 'no account %', p_account using errcode = 'no_data_found';
  end if;
  insert into invoice_sequence as i values (a.publisher_id, 1)
    on conflict (tenant_id) do update set last = i.last + 1 returning last into n;
  select slug into s from tenant where id = a.publisher_id;
  return upper(s) || '-' || lpad(n::text, 6, '0');
end $$;
grant execute on function next_invoice_number(uuid) to turnpike_app;

-- What rounding left over, per account and book: usage stays in the wallet, fees are not yet revenue.
create table invoice_carry (
  account_id uuid not null references account,
  book text not null check (book in ('wallet', 'revenue')),
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  micros bigint not null,
  primary key (account_id, book)
);
call isolate_two_party('invoice_carry');
grant select, insert, update (micros) on invoice_carry to turnpike_app;

-- When an account's clock was moved: needed to say when, in the world's time, an account's day began.
create table clock_move (
  account_id uuid not null references account,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  at timestamptz not null,
  ahead_millis bigint not null,
  primary key (account_id, at)
);
call isolate_two_party('clock_move');
grant select on clock_move to turnpike_app;

create function note_clock_move() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  insert into clock_move values (new.id, new.publisher_id, new.consumer_id, clock_timestamp(), new.ahead_millis)
    on conflict (account_id, at) do update set ahead_millis = excluded.ahead_millis;
  return null;
end $$;
create trigger clock_moved after update of ahead_millis on account
  for each row when (old.ahead_millis <> new.ahead_millis) execute function note_clock_move();

-- The first instant of the world's time at which an account's clock showed p_at or more.
create function real_instant(p_account uuid, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = public as $$
  with moves as (
    select '-infinity'::timestamptz as at, 0::bigint as ahead_millis
    union all select at, ahead_millis from clock_move where account_id = p_account),
  spans as (
    select at as since, lead(at, 1, 'infinity') over (order by at) as till,
      p_at - ahead_millis * interval '1 millisecond' as shown from moves)
  select min(greatest(since, shown)) from spans where shown < till
$$;
grant execute on function real_instant(uuid, timestamptz) to turnpike_app;

-- Which of a subscription's usage is on an invoice: what happened before `until` and was visible in
-- `seen`. Both only grow, so each event is on exactly one invoice, and one that was reported late is on the
-- next. No event is ever written to again.
alter table usage_event add column xid xid8 not null default pg_current_xact_id();
create table usage_cut (
  subscription_id uuid primary key references subscription,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  until timestamptz not null,
  seen pg_snapshot not null,
  invoice_id uuid not null references invoice
);
call isolate_two_party('usage_cut');
grant select on usage_cut to turnpike_app;

-- Puts a subscription's usage up to p_until, by the account's clock, on an invoice: by API.
create function bill_usage(p_subscription uuid, p_invoice uuid, p_until timestamptz)
returns table (api text, calls bigint, amount bigint)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare s subscription; c usage_cut; ends timestamptz;
begin
  select * into s from subscription
    where id = p_subscription and current_tenant() in (publisher_id, consumer_id) for update;
  if not found then
    raise exception 'no subscription %', p_subscription using errcode = 'no_data_found';
  end if;
  select * into c from usage_cut where subscription_id = p_subscription for update;
  ends := greatest(real_instant(s.account_id, p_until), c.until);
  return query
    with cut as (
      insert into usage_cut as old values (s.id, s.publisher_id, s.consumer_id, ends, pg_current_snapshot(), p_invoice)
        on conflict (subscription_id) do update
          set until = excluded.until, seen = excluded.seen, invoice_id = excluded.invoice_id)
    select coalesce(max(a.name), 'API'), count(*), cast(sum(u.amount) as bigint)
    from usage_event u left join api a on a.id = u.api_id
    where u.subscription_id = s.id and u.at < ends and u.amount > 0
      and (c.subscription_id is null or u.at >= c.until or not pg_visible_in_snapshot(u.xid, c.seen))
    group by u.api_id order by u.api_id;
end $$;
grant execute on function bill_usage(uuid, uuid, timestamptz) to turnpike_app;

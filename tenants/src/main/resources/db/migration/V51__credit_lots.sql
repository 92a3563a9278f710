-- What credit is made of. A lot is one credit's amount, with what remains of it; usage burns lots in
-- one order: lowest priority first, then the first to expire, then the oldest. What remains over all
-- lots of a wallet is greatest(posted, 0): on overdraft every lot is spent and the wallet owes
-- −posted, which the next credit repays before it makes a lot worth anything.
--   times of lots are the account's: a test account's clock expires them, too

alter table wallet add column lots_expire_at timestamptz;
comment on column wallet.lots_expire_at is
  'When the first lot that is not spent expires, in the account''s time: no lease may outlive it.';
create index on wallet (lots_expire_at) where lots_expire_at is not null;

-- Kinds and books that credit needs; `breakage` keeps what was paid for and expired.
alter table ledger_txn drop constraint ledger_txn_kind_check;
alter table ledger_txn add constraint ledger_txn_kind_check check (kind in ('top-up', 'usage', 'invoice',
  'invoice-payment', 'adjustment', 'refund', 'expiry', 'trial', 'allowance', 'promotion', 'carry', 'setup',
  'recurring', 'proration', 'tax', 'credit-note', 'void', 'write-off', 'chargeback', 'overrun', 'loss'));
alter table ledger_entry drop constraint ledger_entry_book_check;
alter table ledger_entry add constraint ledger_entry_book_check check (book in ('wallet', 'cash', 'revenue',
  'receivable', 'promotion', 'breakage', 'tax', 'overrun', 'loss'));

create table credit_lot (
  id uuid primary key references ledger_txn,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  wallet_id uuid not null references wallet,
  kind text not null check (kind in ('trial', 'allowance', 'promo', 'paid')),
  priority int not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining between 0 and amount),
  expires_at timestamptz,
  made_at timestamptz not null,
  spent_at timestamptz,
  check ((remaining = 0) = (spent_at is not null))
) with (fillfactor = 50);
-- `remaining` is in no index, so that burning a lot touches none.
create index on credit_lot (wallet_id) where spent_at is null;
create index on credit_lot (wallet_id, id);
call isolate_two_party('credit_lot');
grant select on credit_lot to turnpike_app;

-- Which transaction took how much of which lot; negative: gave it back.
create table lot_use (
  lot_id uuid not null references credit_lot,
  txn_id uuid not null references ledger_txn,
  publisher_id uuid not null,
  consumer_id uuid not null,
  amount bigint not null check (amount <> 0),
  primary key (lot_id, txn_id)
);
create index on lot_use (txn_id);
call isolate_two_party('lot_use');
grant select on lot_use to turnpike_app;

-- Append-only, for the owner too: a mistake is put right by another transaction.
revoke update, delete, truncate on ledger_txn, ledger_entry, lot_use
  from public, turnpike_app, turnpike_gate, turnpike_jobs;
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: put a mistake right by another transaction', tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on ledger_txn
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on lot_use
  for each statement execute function refuse_change();

-- An id in the order of time for what the database posts by itself.
create function new_id(p_at timestamptz) returns uuid language sql volatile as
$$ select (left(uuid7_floor(p_at)::text, 15) || substr(gen_random_uuid()::text, 16))::uuid $$;

-- Takes from one lot. The caller holds the wallet's row and has posted the transaction.
create function take_from_lot(p_lot credit_lot, p_txn uuid, p_amount bigint, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  update credit_lot set remaining = remaining - p_amount,
    spent_at = case when remaining = p_amount then p_at end where id = p_lot.id;
  insert into lot_use values (p_lot.id, p_txn, p_lot.publisher_id, p_lot.consumer_id, p_amount);
  if p_lot.expires_at is not null and p_lot.remaining = p_amount then
    update wallet set lots_expire_at = (select min(expires_at) from credit_lot
      where wallet_id = p_lot.wallet_id and spent_at is null) where id = p_lot.wallet_id;
  end if;
end $$;

-- What a debit takes, lot by lot, in the one order. Lots that are short leave a debt: posted tells it.
-- Called once per wallet and posting, under the wallet's row lock.
create or replace function burn_lots(p_wallet uuid, p_txn uuid, p_amount bigint, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare l credit_lot; missing bigint := p_amount; part bigint;
begin
  for l in select * from credit_lot where wallet_id = p_wallet and spent_at is null
    order by priority, coalesce(expires_at, 'infinity'), made_at, id
  loop
    exit when missing <= 0;
    part := least(missing, l.remaining);
    perform take_from_lot(l, p_txn, part, p_at);
    missing := missing - part;
  end loop;
end $$;

-- Credit, with the lot it makes. Idempotent by its key. A wallet in debt repays that first.
create function post_credit(p_txn uuid, p_wallet uuid, p_kind text, p_key text, p_memo text, p_amount bigint,
  p_against text, p_at timestamptz, p_lot text, p_priority int, p_expires_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare w wallet; owed bigint;
begin
  if p_amount <= 0 then
    raise exception 'credit of %', p_amount using errcode = 'check_violation';
  end if;
  select * into w from wallet where id = p_wallet
    and (session_user <> 'turnpike_app' or current_tenant() in (publisher_id, consumer_id))
    for update;
  if not found then
    raise exception 'no wallet %', p_wallet using errcode = 'no_data_found';
  end if;
  insert into ledger_txn values (p_txn, w.publisher_id, w.consumer_id, w.account_id, p_kind, p_key, p_memo, p_at)
    on conflict (idempotency_key) do nothing;
  if not found then
    return false;
  end if;
  insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
    (p_txn, w.publisher_id, w.consumer_id, 'wallet', w.id, w.currency, p_amount),
    (p_txn, w.publisher_id, w.consumer_id, p_against, null, w.currency, -p_amount);
  owed := least(greatest(-w.posted, 0), p_amount);
  insert into credit_lot values (p_txn, w.publisher_id, w.consumer_id, w.id, p_lot, p_priority, p_amount,
    p_amount - owed, p_expires_at, p_at, case when owed = p_amount then p_at end);
  if owed > 0 then
    insert into lot_use values (p_txn, p_txn, w.publisher_id, w.consumer_id, owed);
  end if;
  update wallet set posted = posted + p_amount, lots_expire_at =
    case when owed = p_amount or p_expires_at is null then lots_expire_at
      else least(coalesce(lots_expire_at, 'infinity'), p_expires_at) end
    where id = w.id;
  return true;
end $$;
grant execute on function
  post_credit(uuid, uuid, text, text, text, bigint, text, timestamptz, text, int, timestamptz) to turnpike_app;

-- As before, in either direction: credit makes a lot without an end (given ones burn before paid
-- ones), a debit burns lots. A debit beyond the overdraft fails (never_overspent).
create or replace function post_to_wallet(
  p_txn uuid, p_wallet uuid, p_kind text, p_key text, p_memo text, p_amount bigint, p_against text, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare w wallet;
begin
  if p_amount > 0 then
    return post_credit(p_txn, p_wallet, p_kind, p_key, p_memo, p_amount, p_against, p_at,
      case p_against when 'promotion' then 'promo' else 'paid' end,
      case p_against when 'promotion' then 30 else 50 end, null);
  end if;
  select * into w from wallet where id = p_wallet
    and (session_user <> 'turnpike_app' or current_tenant() in (publisher_id, consumer_id))
    for update;
  if not found then
    raise exception 'no wallet %', p_wallet using errcode = 'no_data_found';
  end if;
  insert into ledger_txn values (p_txn, w.publisher_id, w.consumer_id, w.account_id, p_kind, p_key, p_memo, p_at)
    on conflict (idempotency_key) do nothing;
  if not found then
    return false;
  end if;
  insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
    (p_txn, w.publisher_id, w.consumer_id, 'wallet', w.id, w.currency, p_amount),
    (p_txn, w.publisher_id, w.consumer_id, p_against, null, w.currency, -p_amount);
  update wallet set posted = posted + p_amount where id = w.id;
  perform burn_lots(w.id, p_txn, -p_amount, p_at);
  return true;
end $$;

-- Credit that leaves one given lot: so much of it as remains and no call holds. Answers how much that
-- was; again with the same key, how much it was then.
create function unwind_lot(p_txn uuid, p_lot uuid, p_kind text, p_key text, p_memo text, p_amount bigint,
  p_against text, p_at timestamptz)
returns bigint language plpgsql security definer set search_path = public as $$
declare w wallet; l credit_lot; part bigint;
begin
  select wallet.* into w from wallet join credit_lot on wallet.id = wallet_id where credit_lot.id = p_lot
    and (session_user <> 'turnpike_app' or current_tenant() = wallet.publisher_id)
    for update of wallet;
  if not found then
    raise exception 'no lot %', p_lot using errcode = 'no_data_found';
  end if;
  select -e.amount into part from ledger_txn t join ledger_entry e on e.txn_id = t.id and e.book = 'wallet'
    where t.idempotency_key = p_key;
  if found then
    return part;
  end if;
  select * into l from credit_lot where id = p_lot;
  part := least(p_amount, l.remaining, w.posted - w.held);
  if part <= 0 then
    return 0;
  end if;
  insert into ledger_txn values (p_txn, w.publisher_id, w.consumer_id, w.account_id, p_kind, p_key, p_memo, p_at);
  insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
    (p_txn, w.publisher_id, w.consumer_id, 'wallet', w.id, w.currency, -part),
    (p_txn, w.publisher_id, w.consumer_id, p_against, null, w.currency, part);
  update wallet set posted = posted - part where id = w.id;
  perform take_from_lot(l, p_txn, part, p_at);
  return part;
end $$;
grant execute on function unwind_lot(uuid, uuid, text, text, text, bigint, text, timestamptz) to turnpike_app;

-- What was taken out of a lot comes back into it: the processor would not send the money after all.
create function rewind_lot(p_txn uuid, p_lot uuid, p_kind text, p_key text, p_memo text, p_amount bigint,
  p_against text, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare w wallet; l credit_lot; back bigint;
begin
  select wallet.* into w from wallet join credit_lot on wallet.id = wallet_id where credit_lot.id = p_lot
    and (session_user <> 'turnpike_app' or current_tenant() = wallet.publisher_id)
    for update of wallet;
  if not found then
    raise exception 'no lot %', p_lot using errcode = 'no_data_found';
  end if;
  insert into ledger_txn values (p_txn, w.publisher_id, w.consumer_id, w.account_id, p_kind, p_key, p_memo, p_at)
    on conflict (idempotency_key) do nothing;
  if not found then
    return false;
  end if;
  insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
    (p_txn, w.publisher_id, w.consumer_id, 'wallet', w.id, w.currency, p_amount),
    (p_txn, w.publisher_id, w.consumer_id, p_against, null, w.currency, -p_amount);
  back := p_amount - least(greatest(-w.posted, 0), p_amount);
  update wallet set posted = posted + p_amount where id = w.id;
  if back > 0 then
    update credit_lot set remaining = remaining + back, spent_at = null where id = p_lot returning * into l;
    insert into lot_use values (p_lot, p_txn, w.publisher_id, w.consumer_id, -back);
    update wallet set lots_expire_at = (select min(expires_at) from credit_lot
      where wallet_id = w.id and spent_at is null) where id = w.id and l.expires_at is not null;
  end if;
  return true;
end $$;
grant execute on function rewind_lot(uuid, uuid, text, text, text, bigint, text, timestamptz) to turnpike_app;

-- Expires what remains of a wallet's lots whose time is over, but nothing that calls hold: that is
-- either used or comes back, and then expires. `p_at` is the account's time.
create function expire_wallet(p_wallet uuid, p_at timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare w wallet; l credit_lot; free bigint; part bigint; txn uuid; total bigint := 0;
begin
  select * into w from wallet where id = p_wallet for update;
  if not found or w.lots_expire_at is null or w.lots_expire_at > p_at then
    return 0;
  end if;
  free := w.posted - w.held;
  for l in select * from credit_lot where wallet_id = p_wallet and spent_at is null and expires_at <= p_at
    order by expires_at, priority, made_at, id
  loop
    part := least(l.remaining, free - total);
    exit when part <= 0;
    txn := new_id(p_at);
    insert into ledger_txn values (txn, w.publisher_id, w.consumer_id, w.account_id, 'expiry',
      'expiry:' || l.id || ':' || l.remaining, 'Credit expired', p_at);
    insert into ledger_entry (txn_id, publisher_id, consumer_id, book, wallet_id, unit, amount) values
      (txn, w.publisher_id, w.consumer_id, 'wallet', w.id, w.currency, -part),
      (txn, w.publisher_id, w.consumer_id, case l.kind when 'paid' then 'breakage' else 'promotion' end,
        null, w.currency, part);
    update wallet set posted = posted - part where id = w.id;
    perform take_from_lot(l, txn, part, p_at);
    total := total + part;
  end loop;
  return total;
end $$;

-- The same for every wallet that is due; `p_at` is the world's time. Answers how many wallets changed.
create function expire_lots(p_at timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare due record; changed bigint := 0;
begin
  for due in select w.id, p_at + a.ahead_millis * interval '1 millisecond' as at
    from wallet w join account a on a.id = w.account_id
    where w.lots_expire_at <= p_at + a.ahead_millis * interval '1 millisecond' order by w.id
  loop
    if expire_wallet(due.id, due.at) > 0 then
      changed := changed + 1;
    end if;
  end loop;
  return changed;
end $$;
grant execute on function expire_lots(timestamptz) to turnpike_jobs;

-- Before a test account's clock answers: what expires on the way. `p_at` is the account's time.
create function expire_account(p_account uuid, p_at timestamptz) returns bigint
language sql security definer set search_path = public as $$
  select coalesce(sum(expire_wallet(w.id, p_at)), 0)::bigint from wallet w where w.account_id = p_account
    and (session_user <> 'turnpike_app' or current_tenant() in (w.publisher_id, w.consumer_id))
$$;
grant execute on function expire_account(uuid, timestamptz) to turnpike_app, turnpike_jobs;

-- Wallets that had credit before there were lots: one lot of what is posted.
insert into credit_lot
  select t.id, w.publisher_id, w.consumer_id, w.id, 'paid', 50, w.posted, w.posted, null, t.at, null
  from wallet w join lateral (select x.id, x.at from ledger_txn x join ledger_entry e on e.txn_id = x.id
    where e.wallet_id = w.id and e.amount > 0 order by e.id desc limit 1) t on true
  where w.posted > 0;

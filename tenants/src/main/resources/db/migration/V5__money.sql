-- Amounts are micro-units of the currency's major unit: 1 USD is 1,000,000.

-- The one hot row. `held` is what calls in flight reserve.
create table wallet (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null unique references account,
  currency text not null,
  posted bigint not null default 0,
  held bigint not null default 0 check (held >= 0),
  overdraft bigint not null default 0 check (overdraft >= 0),
  constraint never_overspent check (posted - held >= -overdraft)
) with (fillfactor = 50);
call isolate_two_party('wallet');
grant select, insert on wallet to turnpike_app;
call gate_reads('wallet');

-- Double entry, append-only.
create table ledger_txn (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null references account,
  kind text not null check (kind in ('top-up', 'usage', 'invoice', 'invoice-payment', 'adjustment', 'refund')),
  idempotency_key text not null unique,
  memo text not null default '',
  at timestamptz not null
);
create index on ledger_txn (account_id, id);

create table ledger_entry (
  id bigint generated always as identity primary key,
  txn_id uuid not null references ledger_txn,
  publisher_id uuid not null,
  consumer_id uuid not null,
  book text not null check (book in ('wallet', 'cash', 'revenue', 'receivable', 'promotion', 'overrun', 'loss')),
  wallet_id uuid references wallet check ((book = 'wallet') = (wallet_id is not null)),
  unit text not null,
  amount bigint not null
);
create index on ledger_entry (txn_id);
create index on ledger_entry (wallet_id) where wallet_id is not null;

create function entries_balance() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  if exists (select from ledger_entry where txn_id = new.txn_id group by unit having sum(amount) <> 0) then
    raise exception 'transaction % does not sum to zero', new.txn_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on ledger_entry
  deferrable initially deferred for each row execute function entries_balance();

call isolate_two_party('ledger_txn');
call isolate_two_party('ledger_entry');
grant select, insert on ledger_txn, ledger_entry to turnpike_app;

-- A payment through a processor. `state` pending covers an outcome that is not known yet.
create table payment (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null references account,
  purpose text not null check (purpose in ('top-up', 'invoice', 'first')),
  invoice_id uuid,
  subscription_id uuid,
  denial_id text,
  amount bigint not null check (amount > 0),
  currency text not null,
  state text not null check (state in ('pending', 'action-required', 'succeeded', 'declined')),
  processor text not null,
  processor_id text,
  decline_code text,
  card_brand text,
  card_last4 text,
  idempotency_key text,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (account_id, idempotency_key)
);
create index on payment (account_id, id desc);
call isolate_two_party('payment');
grant select, insert, update (state, processor_id, decline_code, changed_at) on payment to turnpike_app;

create table payment_method (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null references account,
  processor text not null,
  token text not null,
  brand text not null,
  last4 text not null,
  expires_month int not null check (expires_month between 1 and 12),
  expires_year int not null,
  main boolean not null,
  created_at timestamptz not null
);
call isolate_two_party('payment_method');
grant select, insert, update (main), delete on payment_method to turnpike_app;

create table invoice (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null references account,
  subscription_id uuid references subscription,
  number text not null,
  state text not null check (state in ('draft', 'open', 'paid', 'void', 'uncollectible')),
  currency text not null,
  total bigint not null check (total >= 0),
  issued_at timestamptz not null,
  due_at timestamptz not null,
  paid_at timestamptz check ((state = 'paid') = (paid_at is not null)),
  decline_code text,
  unique (publisher_id, number)
);
create index on invoice (account_id, id desc);
create table invoice_line (
  invoice_id uuid not null references invoice,
  position int not null,
  publisher_id uuid not null,
  consumer_id uuid not null,
  text text not null,
  quantity bigint not null,
  amount bigint not null,
  primary key (invoice_id, position)
);
call isolate_two_party('invoice');
call isolate_two_party('invoice_line');
grant select, insert, update (state, paid_at, decline_code) on invoice to turnpike_app;
grant select, insert on invoice_line to turnpike_app;
call gate_reads('invoice');

-- Moves money into a wallet, or out of it, in one balanced transaction. Idempotent by its key: the
-- second call changes nothing and answers false. Amounts are given for the wallet's side.
create function post_to_wallet(
  p_txn uuid, p_wallet uuid, p_kind text, p_key text, p_memo text, p_amount bigint, p_against text, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare w wallet;
begin
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
  return true;
end $$;
grant execute on function post_to_wallet(uuid, uuid, text, text, text, bigint, text, timestamptz) to turnpike_app;

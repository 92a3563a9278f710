-- Above this, in the account's own currency, an adjustment needs a second person.
alter table tenant add column adjustment_limit bigint not null default 100000000 check (adjustment_limit >= 0);
grant update (adjustment_limit) on tenant to turnpike_app;

-- A publisher changes a customer's balance by hand, with a reason. The publisher's own fact until it
-- is posted: then the customer reads the reason on the statement.
create table adjustment (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  account_id uuid not null references account,
  amount bigint not null check (amount <> 0),
  currency text not null,
  lot text not null default 'promo' check (lot in ('promo', 'paid')),
  expires_at timestamptz check (expires_at is null or amount > 0),
  reason text not null check (length(reason) between 1 and 500),
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  verdict text check (verdict in ('posted', 'rejected')),
  answer text not null default '',
  decided_by uuid references person check ((verdict is null) = (decided_by is null)),
  decided_at timestamptz check ((verdict is null) = (decided_at is null)),
  check (verdict is distinct from 'rejected' or length(answer) between 1 and 500)
);
create index on adjustment (tenant_id, proposed_at desc);
call isolate_one_party('adjustment');
grant select, insert, update (verdict, answer, decided_by, decided_at) on adjustment to turnpike_app;

-- Money that goes back to the card. It leaves the lot first, so that nobody spends it meanwhile; if
-- the processor will not take it, it comes back.
create table refund (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  account_id uuid not null references account,
  payment_id uuid not null references payment,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null check (length(reason) between 1 and 500),
  state text not null check (state in ('pending', 'succeeded', 'failed')),
  processor_id text,
  asked_by uuid not null,
  asked_at timestamptz not null,
  changed_at timestamptz not null
);
create index on refund (payment_id);
create index on refund (account_id, id desc);
call isolate_two_party('refund');
grant select, insert, update (state, processor_id, changed_at) on refund to turnpike_app;

-- What may be taken out of a wallet, or of one lot. The wallet stays locked, so that it is still true
-- when it is taken.
create function free_of_wallet(p_account uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare w wallet;
begin
  select * into w from wallet where account_id = p_account
    and (session_user <> 'turnpike_app' or current_tenant() = publisher_id) for update;
  return coalesce(w.posted - w.held + w.overdraft, 0);
end $$;
create function free_of_lot(p_lot uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare w wallet;
begin
  select wallet.* into w from wallet join credit_lot on wallet.id = wallet_id where credit_lot.id = p_lot
    and (session_user <> 'turnpike_app' or current_tenant() = wallet.publisher_id) for update of wallet;
  return coalesce((select least(l.remaining, w.posted - w.held) from credit_lot l where l.id = p_lot), 0);
end $$;
grant execute on function free_of_wallet(uuid), free_of_lot(uuid) to turnpike_app;

-- How far a customer may go below zero is the publisher's to say. False: the customer owes more.
create function set_overdraft(p_account uuid, p_amount bigint) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  update wallet set overdraft = p_amount where account_id = p_account
    and (session_user <> 'turnpike_app' or current_tenant() = publisher_id)
    and posted - held >= -p_amount;
  return found;
end $$;
grant execute on function set_overdraft(uuid, bigint) to turnpike_app;

-- R72: what four independent records say of an account. All are equal when the books are right.
create function reconcile(p_account uuid)
returns table (account_id uuid, currency text, posted bigint, held bigint, overdraft bigint, entries bigint,
  lots bigint, charged bigint, used bigint, paid bigint, credited bigint, refunded bigint, taken_back bigint,
  lopsided bigint)
language sql stable security definer set search_path = public as $$
  select w.account_id, w.currency, w.posted, w.held, w.overdraft,
    (select coalesce(sum(e.amount), 0) from ledger_entry e where e.wallet_id = w.id)::bigint,
    (select coalesce(sum(l.remaining), 0) from credit_lot l where l.wallet_id = w.id)::bigint,
    (select coalesce(sum(e.amount), 0) from ledger_txn t join ledger_entry e on e.txn_id = t.id
      where t.account_id = w.account_id and t.idempotency_key like 'use:%' and e.book = 'revenue')::bigint,
    (select coalesce(sum(u.amount), 0) from subscription s join usage_event u on u.subscription_id = s.id
      where s.account_id = w.account_id and u.txn_id is not null)::bigint,
    (select coalesce(sum(p.amount), 0) from payment p where p.account_id = w.account_id
      and p.purpose = 'top-up' and p.state = 'succeeded')::bigint,
    (select coalesce(sum(e.amount), 0) from ledger_entry e join ledger_txn t on t.id = e.txn_id
      where e.wallet_id = w.id and t.kind = 'top-up' and t.idempotency_key like 'payment:%')::bigint,
    (select coalesce(sum(r.amount), 0) from refund r where r.account_id = w.account_id
      and r.state <> 'failed')::bigint,
    (select coalesce(-sum(e.amount), 0) from ledger_entry e join ledger_txn t on t.id = e.txn_id
      where e.wallet_id = w.id and t.kind = 'refund')::bigint,
    (select count(*) from (select e.txn_id from ledger_txn t join ledger_entry e on e.txn_id = t.id
      where t.account_id = w.account_id group by e.txn_id, e.unit having sum(e.amount) <> 0) x)
  from wallet w
  where (p_account is null or w.account_id = p_account)
    and (session_user <> 'turnpike_app' or current_tenant() in (w.publisher_id, w.consumer_id))
$$;
grant execute on function reconcile(uuid) to turnpike_app, turnpike_jobs;

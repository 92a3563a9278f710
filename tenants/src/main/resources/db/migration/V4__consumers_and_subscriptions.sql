create table application (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  slug text not null check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
  name text not null,
  created_at timestamptz not null,
  unique (tenant_id, slug)
);
call isolate_one_party('application');
grant select, insert, update (name) on application to turnpike_app;

-- The secret is shown once and kept as a hash. A hidden key is the portal's own, for one try.
create table api_key (
  id text primary key check (id ~ '^[0-9A-Za-z]{16}$'),
  tenant_id uuid not null references tenant,
  application_id uuid not null references application,
  name text not null,
  mode text not null check (mode in ('test', 'live')),
  secret_hash bytea not null check (length(secret_hash) = 32),
  exposed boolean not null default false,
  hidden boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid
);
create index on api_key (application_id);
call isolate_one_party('api_key');
grant select, insert, update (name, expires_at, revoked_at, revoked_by) on api_key to turnpike_app;

-- The money relation of a consumer and a publisher.
create table account (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  mode text not null check (mode in ('test', 'live')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null,
  unique (publisher_id, consumer_id, mode)
);
call isolate_two_party('account');
grant select, insert on account to turnpike_app;

-- A publisher sees the names of its consumers, and the applications that asked for its products.
create policy consumers on tenant for select to turnpike_app
  using (exists (select from account a where a.consumer_id = tenant.id));

create table subscription (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  application_id uuid not null references application,
  product_id uuid not null references product,
  plan_revision_id uuid not null references plan_revision,
  account_id uuid not null references account,
  state text not null check (state in ('requested', 'rejected', 'awaiting_payment', 'active',
    'trialing', 'past_due', 'suspended', 'ended')),
  facts jsonb not null default '{}',
  version int not null default 0,
  requested_by uuid,
  requested_at timestamptz not null,
  changed_at timestamptz not null
);
create index on subscription (application_id);
create index on subscription (publisher_id, state);
create unique index one_live_subscription on subscription (application_id, product_id)
  where state not in ('rejected', 'ended');
call isolate_two_party('subscription');
grant select, insert, update (plan_revision_id, state, facts, version, changed_at) on subscription to turnpike_app;
create policy subscribers on application for select to turnpike_app
  using (exists (select from subscription s where s.application_id = application.id));

-- The steps a request started with; a later change of the plan does not touch them.
create table approval_step (
  subscription_id uuid not null references subscription,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  position int not null,
  kind text not null,
  settings jsonb not null default '{}',
  primary key (subscription_id, position)
);
call isolate_two_party('approval_step');
grant select, insert on approval_step to turnpike_app;

-- Who decided a step, when and why. Decided once: the key makes the second decider lose.
create table approval (
  subscription_id uuid not null,
  position int not null,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  verdict text not null check (verdict in ('approved', 'rejected')),
  person_id uuid not null,
  reason text not null default '' check (verdict = 'approved' or length(reason) > 0),
  at timestamptz not null,
  primary key (subscription_id, position),
  foreign key (subscription_id, position) references approval_step
);
call isolate_two_party('approval');
grant select, insert on approval to turnpike_app;

-- Pause (by the consumer) and block (by the publisher) lie over the state, which moves on underneath.
create table hindrance (
  subscription_id uuid not null references subscription,
  kind text not null check (kind in ('paused', 'blocked')),
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  application_id uuid not null references application,
  person_id uuid not null,
  reason text not null,
  at timestamptz not null,
  primary key (subscription_id, kind)
);
call isolate_two_party('hindrance');
grant select, insert, delete on hindrance to turnpike_app;

call gate_reads('application');
call gate_reads('api_key');
call gate_reads('account');
call gate_reads('subscription');
call gate_reads('approval_step');
call gate_reads('approval');
call gate_reads('hindrance');
call noted('application', 'application', 'id', 'tenant_id');
call noted('api_key', 'application', 'application_id', 'tenant_id');
call noted('subscription', 'application', 'application_id', 'consumer_id');
call noted('hindrance', 'application', 'application_id', 'consumer_id');

-- A publisher's own system that says who may use a product. One question an answer's lifetime, never
-- one a call; the secret signs the questions (Standard Webhooks).
create table eligibility_hook (
  product_id uuid primary key references product,
  tenant_id uuid not null references tenant,
  url text not null check (url ~ '^https?://' and length(url) <= 500),
  secret text not null check (secret like 'whsec\_%'),
  cache_seconds int not null check (cache_seconds between 1 and 86400),
  timeout_millis int not null check (timeout_millis between 100 and 10000),
  changed_at timestamptz not null
);
call isolate_one_party('eligibility_hook');
grant select, insert, update, delete on eligibility_hook to turnpike_app;
call gate_reads('eligibility_hook');
call noted('eligibility_hook', 'publisher', 'tenant_id', 'tenant_id');

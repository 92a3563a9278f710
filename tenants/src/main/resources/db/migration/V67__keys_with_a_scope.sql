-- What a key may be used for; an absent list allows everything. Of a rotation both secrets are good until
-- the overlap is over; then the old one is told that it has expired.
alter table api_key
  add column scope jsonb not null default '{}' check (jsonb_typeof(scope) = 'object'),
  add column rotated_at timestamptz,
  add column old_secret_hash bytea check (old_secret_hash is null or length(old_secret_hash) = 32),
  add column old_secret_until timestamptz check ((old_secret_hash is null) = (old_secret_until is null));
grant update (scope, secret_hash, rotated_at, old_secret_hash, old_secret_until) on api_key to turnpike_app;

-- A publisher lets one customer have more of a plan's limit than the plan says. The plan stays as it
-- is: the raise lies over it, with its reason, until it is taken back.
create table limit_raise (
  subscription_id uuid not null references subscription,
  name text not null,
  quantity bigint not null check (quantity > 0),
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  application_id uuid not null references application,
  reason text not null check (length(reason) between 1 and 500),
  person_id uuid not null,
  at timestamptz not null,
  primary key (subscription_id, name)
);
call isolate_two_party('limit_raise');
grant select, insert, update (quantity, reason, person_id, at), delete on limit_raise to turnpike_app;
call gate_reads('limit_raise');
call noted('limit_raise', 'application', 'application_id', 'consumer_id');

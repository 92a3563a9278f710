-- Who works in which team of a tenant; leaving the tenant ends it.
create table team_member (
  team_id uuid not null references team,
  tenant_id uuid not null,
  person_id uuid not null,
  created_at timestamptz not null,
  primary key (team_id, person_id),
  foreign key (tenant_id, person_id) references membership on delete cascade
);
create index on team_member (tenant_id, person_id);
call isolate_one_party('team_member');
grant select, insert, update (created_at), delete on team_member to turnpike_app;

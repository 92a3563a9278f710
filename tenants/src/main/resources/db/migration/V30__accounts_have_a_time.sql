-- An account's windows and periods begin in its zone. A test account's clock can be moved forward.
alter table account add column zone text not null default 'UTC';
alter table account add column ahead_millis bigint not null default 0 check (ahead_millis >= 0);
alter table account add check (mode = 'test' or ahead_millis = 0);
grant update (zone, ahead_millis) on account to turnpike_app;

-- The gateway keeps an account's time with each application that buys on it.
create function note_account() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  insert into change (tenant_id, kind, subject)
    select distinct new.consumer_id, 'application', s.application_id
    from subscription s where s.account_id = new.id;
  return null;
end $$;
create trigger noted after update on account for each row execute function note_account();

-- A tenant that a file keeps: the file as it was applied last.
create table tenant_file (
  tenant_id uuid primary key references tenant,
  name text not null check (length(name) between 1 and 200),
  source text not null check (source in ('api', 'directory')),
  document text not null check (length(document) <= 1048576),
  applied_by uuid references person,
  applied_at timestamptz not null
);
call isolate_one_party('tenant_file');
grant select, insert, update, delete on tenant_file to turnpike_app;

-- Which file keeps an object; null: people do.
alter table tenant add column managed_by text check (length(managed_by) between 1 and 200);
alter table api add column managed_by text check (length(managed_by) between 1 and 200);
alter table product add column managed_by text check (length(managed_by) between 1 and 200);
alter table plan add column managed_by text check (length(managed_by) between 1 and 200);
alter table application add column managed_by text check (length(managed_by) between 1 and 200);
alter table team add column managed_by text check (length(managed_by) between 1 and 200);
grant update (managed_by) on tenant, application, team to turnpike_app;

-- Where a hook's secret came from, for files: never the secret.
alter table eligibility_hook add column secret_ref text check (length(secret_ref) <= 500);

-- Whoever keeps a tenant in a file changes the file: nothing else changes what the file says, whichever way it comes.
-- Applying a file says so with app.file.
create function kept_by_file() returns trigger language plpgsql as $$
begin
  if old.managed_by is not null and current_setting('app.file', true) is distinct from 'on' then
    raise exception '%', old.managed_by using errcode = 'TPF01';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- Arguments: the table of the object that the row is a part of, and the column that names it.
create function part_kept_by_file() returns trigger language plpgsql as $$
declare
  file text;
begin
  if current_setting('app.file', true) is distinct from 'on' then
    execute format('select managed_by from %I where id = $1', tg_argv[0]) into file
      using (to_jsonb(case when tg_op = 'DELETE' then old else new end) ->> tg_argv[1])::uuid;
    if file is not null then
      raise exception '%', file using errcode = 'TPF01';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger kept before update of name, support_email, support_url, brand_accent on tenant
  for each row execute function kept_by_file();
create trigger kept before delete or update of name, description, visibility, dialect, disclosure, release_id on api
  for each row execute function kept_by_file();
create trigger kept before delete or update of name, description, message, tags on product
  for each row execute function kept_by_file();
create trigger kept before delete or update of name, on_sale on plan for each row execute function kept_by_file();
create trigger kept before update of name, team_id on application for each row execute function kept_by_file();
create trigger kept before update of name on team for each row execute function kept_by_file();
create trigger part_kept before insert or delete on product_api
  for each row execute function part_kept_by_file('product', 'product_id');
create trigger part_kept before insert on plan for each row execute function part_kept_by_file('product', 'product_id');
create trigger part_kept before insert on plan_revision for each row execute function part_kept_by_file('plan', 'plan_id');
create trigger part_kept before insert or update or delete on eligibility_hook
  for each row execute function part_kept_by_file('product', 'product_id');

-- The slugs of the tenants that may know a listed API of one's own: they need not publish to be named.
create function listed_for(p_api uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
begin
  return (select coalesce(jsonb_agg(t.slug order by t.slug), '[]') from api_listing l join tenant t on t.id = l.consumer_id
    where l.api_id = p_api and l.tenant_id = current_tenant());
end $$;
grant execute on function listed_for(uuid) to turnpike_app;

-- Why the file of a tenant in the watched directory could not be applied, until it could.
create table tenant_file_fault (
  tenant_id uuid primary key references tenant,
  name text not null check (length(name) between 1 and 200),
  faults text[] not null check (cardinality(faults) between 1 and 100),
  seen_at timestamptz not null
);
call isolate_one_party('tenant_file_fault');
grant select, insert, update, delete on tenant_file_fault to turnpike_app;

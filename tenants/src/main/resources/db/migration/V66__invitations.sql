-- A seat that somebody is asked to take. The link is for one address; whoever takes it proves to read its mail.
create table invitation (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  email text not null check (email = lower(email) and email like '%_@_%'),
  roles text[] not null check (roles <@ array['owner', 'admin', 'editor', 'approver', 'billing', 'developer', 'viewer']
    and cardinality(roles) > 0),
  token_hash bytea not null unique check (length(token_hash) = 32),
  invited_by uuid not null references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person check ((accepted_at is null) = (accepted_by is null)),
  withdrawn_at timestamptz check (withdrawn_at is null or accepted_at is null)
);
create unique index one_open_invitation on invitation (tenant_id, email) where accepted_at is null and withdrawn_at is null;
call isolate_one_party('invitation');
grant select, insert, update (roles, token_hash, expires_at, withdrawn_at) on invitation to turnpike_app;

create function invitation_find(p_token_hash bytea, p_now timestamptz)
returns table (tenant_id uuid, slug text, tenant_name text, email text, roles text[], inviter text, known boolean)
language sql stable security definer set search_path = public as $$
  select t.id, t.slug, t.name, i.email, i.roles, p.name, exists (select from person k where k.email = i.email)
  from invitation i join tenant t on t.id = i.tenant_id join person p on p.id = i.invited_by
  where i.token_hash = p_token_hash and i.expires_at > p_now and i.accepted_at is null and i.withdrawn_at is null
$$;

-- Somebody without an account takes the seat: the link proved the address. Null: known meanwhile, or over.
create function invitation_register(p_token_hash bytea, p_person uuid, p_name text, p_password_hash text, p_now timestamptz)
returns uuid language plpgsql security definer set search_path = public as $$
begin
  insert into person (id, email, name, password_hash, created_at)
    select p_person, i.email, p_name, p_password_hash, p_now from invitation i
    where i.token_hash = p_token_hash and i.expires_at > p_now and i.accepted_at is null and i.withdrawn_at is null
    on conflict (email) do nothing;
  return (select id from person where id = p_person);
end $$;

-- Only the person of that address; somebody who is a member already gets the roles besides.
create function invitation_accept(p_token_hash bytea, p_person uuid, p_now timestamptz)
returns uuid language plpgsql security definer set search_path = public as $$
declare i invitation;
begin
  update invitation set accepted_at = p_now, accepted_by = p_person
    where token_hash = p_token_hash and expires_at > p_now and accepted_at is null and withdrawn_at is null
      and email = (select email from person where id = p_person)
    returning * into i;
  if not found then
    return null;
  end if;
  insert into membership as m values (i.tenant_id, p_person, i.roles, p_now)
    on conflict (tenant_id, person_id) do update
      set roles = (select array_agg(distinct r) from unnest(m.roles || excluded.roles) r);
  return i.tenant_id;
end $$;

grant execute on function invitation_find(bytea, timestamptz), invitation_register(bytea, uuid, text, text, timestamptz),
  invitation_accept(bytea, uuid, timestamptz) to turnpike_app;

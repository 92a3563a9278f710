-- The operator's view over all tenants. No role reads past row-level security: these functions do, each
-- for a person who is an operator in the tenant that the transaction is for, and they tell counts, not contents.
create function is_operator(p_person uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from membership where person_id = p_person
    and tenant_id = current_tenant() and 'operator' = any(roles))
$$;

create function platform_tenants(p_person uuid, p_pattern text, p_which text, p_most int, p_skip int)
returns table (id uuid, slug text, name text, publishes boolean, created_at timestamptz,
  suspended_at timestamptz, suspended_reason text, members bigint, products bigint, sold bigint, bought bigint)
language sql stable security definer set search_path = public as $$
  with page as (
    select t.* from tenant t
    where is_operator(p_person) and (t.name ilike p_pattern or t.slug ilike p_pattern)
      and (p_which = '' or (p_which = 'publisher' and t.publishes)
        or (p_which = 'consumer' and not t.publishes) or (p_which = 'suspended' and t.suspended_at is not null))
    order by t.slug limit p_most offset p_skip)
  select t.id, t.slug, t.name, t.publishes, t.created_at, t.suspended_at, t.suspended_reason,
    (select count(*) from membership m where m.tenant_id = t.id),
    (select count(*) from product p where p.tenant_id = t.id),
    (select count(*) from subscription s where s.publisher_id = t.id and s.state not in ('rejected', 'ended')),
    (select count(*) from subscription s where s.consumer_id = t.id and s.state not in ('rejected', 'ended'))
  from page t order by t.slug
$$;

create function platform_totals(p_person uuid)
returns table (tenants bigint, publishers bigint, suspended bigint, people bigint, subscriptions bigint)
language sql stable security definer set search_path = public as $$
  select (select count(*) from tenant), (select count(*) from tenant where publishes),
    (select count(*) from tenant where suspended_at is not null), (select count(*) from person),
    (select count(*) from subscription where state not in ('rejected', 'ended'))
  where is_operator(p_person)
$$;

create function platform_nodes(p_person uuid)
returns table (id uuid, started_at timestamptz, seen_at timestamptz)
language sql stable security definer set search_path = public as $$
  select n.id, n.started_at, n.seen_at from node n where is_operator(p_person)
  order by n.seen_at desc limit 100
$$;

-- Closes a tenant, or opens it again (p_reason null); tells whether that changed anything. The tenant's
-- own trail says so, too.
create function platform_suspend(p_person uuid, p_slug text, p_reason text, p_event uuid, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = public as $$
declare t uuid;
begin
  if not is_operator(p_person) then
    raise exception 'not an operator' using errcode = 'insufficient_privilege';
  end if;
  update tenant set suspended_at = case when p_reason is not null then p_at end, suspended_reason = p_reason
    where slug = p_slug and (suspended_at is null) = (p_reason is not null) returning id into t;
  if t is null then
    return false;
  end if;
  insert into audit (id, tenant_id, person_id, action, subject_kind, subject_id, facts, at)
  values (p_event, t, p_person, case when p_reason is null then 'tenant.resumed' else 'tenant.suspended' end,
    'tenant', p_slug, case when p_reason is null then '{}' else jsonb_build_object('reason', p_reason) end, p_at);
  return true;
end $$;

grant execute on function is_operator(uuid), platform_tenants(uuid, text, text, int, int), platform_totals(uuid),
  platform_nodes(uuid), platform_suspend(uuid, text, text, uuid, timestamptz) to turnpike_app;

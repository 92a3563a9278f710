-- A tenant and a person come into being before anybody acts for them: two functions, no grant.
create function found_tenant(p_id uuid, p_slug text, p_name text, p_publishes boolean,
  p_support_email text, p_support_url text, p_at timestamptz)
returns uuid language sql security definer set search_path = public as $$
  insert into tenant (id, slug, name, publishes, support_email, support_url, created_at)
  values (p_id, p_slug, p_name, p_publishes, p_support_email, p_support_url, p_at)
  on conflict (slug) do update set name = excluded.name, publishes = excluded.publishes,
    support_email = excluded.support_email, support_url = excluded.support_url
  returning id
$$;

-- Never changes a person who is there: a known address keeps its name and its password.
create function register_person(p_id uuid, p_email text, p_name text, p_password_hash text, p_at timestamptz)
returns uuid language sql security definer set search_path = public as $$
  with new as (
    insert into person values (p_id, lower(p_email), p_name, p_password_hash, p_at)
    on conflict (email) do nothing returning id)
  select id from new union all select id from person where email = lower(p_email) limit 1
$$;

grant execute on function found_tenant(uuid, text, text, boolean, text, text, timestamptz),
  register_person(uuid, text, text, text, timestamptz) to turnpike_app;

-- The samples state a used-up limit; nobody else writes a counter by hand.
create function spend_counter(p_subscription uuid, p_name text, p_starts_at timestamptz, p_used bigint)
returns void language sql security definer set search_path = public as $$
  insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id, used)
  select id, p_name, p_starts_at, publisher_id, consumer_id, p_used from subscription
  where id = p_subscription and consumer_id = current_tenant()
  on conflict (subscription_id, name, starts_at) do update
    set used = greatest(counter.used, excluded.used)
$$;
grant execute on function spend_counter(uuid, text, timestamptz, bigint) to turnpike_app;

-- The id of a tenant that is known by its slug; the slug is public, it stands in every address.
create function tenant_by_slug(p_slug text) returns uuid language sql stable security definer
set search_path = public as $$ select id from tenant where slug = p_slug $$;
grant execute on function tenant_by_slug(text) to turnpike_app;

-- Words that a publisher files a product under.
create function are_tags(p_tags text[]) returns boolean language sql immutable parallel safe as $$
  select cardinality(p_tags) <= 10
    and not exists (select from unnest(p_tags) t where t !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(t) > 30)
$$;
grant execute on function are_tags(text[]) to turnpike_app;

alter table product add column tags text[] not null default '{}' check (are_tags(tags));

-- How pages look to a person: language, colours, zone, as the browser's cookie has it. It goes along to
-- the next browser they log in with.
alter table person add column view text check (length(view) <= 100);

create function person_view(p_person uuid) returns text
language sql stable security definer set search_path = public as
$$ select view from person where id = p_person $$;

create function person_view_keep(p_person uuid, p_view text) returns void
language sql security definer set search_path = public as
$$ update person set view = p_view where id = p_person $$;

grant execute on function person_view(uuid), person_view_keep(uuid, text) to turnpike_app;

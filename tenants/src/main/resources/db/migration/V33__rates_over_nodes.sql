-- What callers ask of the rates that nodes count in memory, so that each node takes its part.
create table rate_demand (
  node_id uuid not null references node,
  subscription_id uuid not null,
  name text not null,
  demand bigint not null,
  at timestamptz not null,
  primary key (subscription_id, name, node_id)
);
alter table rate_demand enable row level security;
alter table rate_demand force row level security;
create policy owner on rate_demand to current_user using (true) with check (true);

drop function gate_node_seen(uuid, bigint);

-- A node's sign of life, with what it is asked for; answers what all nodes are asked for of the same.
-- The first row tells whether the node's leases are still its own, and how many nodes there are.
create function gate_node_seen(p_node uuid, p_epoch bigint, p_subscriptions uuid[], p_names text[], p_demands bigint[])
returns table (good boolean, nodes bigint, subscription uuid, name text, demand bigint)
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
begin
  update node set seen_at = now() where node.id = p_node and node.epoch = p_epoch;
  good := found;
  select count(*) into nodes from node where seen_at > now() - interval '5 seconds';
  return next;
  if not good or cardinality(p_names) = 0 then
    return;
  end if;
  delete from rate_demand r where r.node_id = p_node and r.at < now() - interval '1 minute';
  insert into rate_demand as r (node_id, subscription_id, name, demand, at)
    select p_node, d.subscription, d.name, d.demand, now()
    from unnest(p_subscriptions, p_names, p_demands) as d(subscription, name, demand)
    order by d.subscription, d.name
    on conflict (subscription_id, name, node_id) do update set demand = excluded.demand, at = excluded.at;
  for subscription, name, demand in
    select r.subscription_id, r.name, sum(r.demand)::bigint
    from unnest(p_subscriptions, p_names) as d(subscription, name)
    join rate_demand r on r.subscription_id = d.subscription and r.name = d.name
    where r.at > now() - interval '5 seconds' group by r.subscription_id, r.name
  loop
    return next;
  end loop;
end $$;
grant execute on function gate_node_seen(uuid, bigint, uuid[], text[], bigint[]) to turnpike_gate;

-- A living node may fail to end a hold: PostgreSQL was away at just that moment. No call takes a day.
create or replace function gate_sweep(p_before timestamptz) returns bigint
language sql security definer set search_path = public as $$
  select count(*) filter (where gate_release(h.request_id))
  from hold h left join node n on n.id = h.node_id
  where coalesce(n.seen_at, h.at) < p_before or h.at < p_before - interval '1 day'
$$;

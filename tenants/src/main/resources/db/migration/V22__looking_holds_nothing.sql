-- A dry reservation writes nothing and waits for nobody: explain must not slow down live calls.
create or replace function gate_reserve(
  p_request uuid, p_node uuid, p_publisher uuid, p_consumer uuid, p_application uuid,
  p_subscription uuid, p_api uuid, p_wallet uuid, p_amount bigint,
  p_names text[], p_starts timestamptz[], p_quantities bigint[], p_at timestamptz, p_dry boolean)
returns table (verdict text, which int, used bigint, held bigint, available bigint, remaining bigint[])
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
declare c counter; w wallet; left_over bigint[] := '{}';
begin
  for i in 1 .. cardinality(p_names) loop
    if p_dry then
      select * into c from counter
        where subscription_id = p_subscription and name = p_names[i] and starts_at = p_starts[i];
      c.used := coalesce(c.used, 0);
      c.held := coalesce(c.held, 0);
    else
      insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id)
        values (p_subscription, p_names[i], p_starts[i], p_publisher, p_consumer)
        on conflict do nothing;
      select * into c from counter
        where subscription_id = p_subscription and name = p_names[i] and starts_at = p_starts[i]
        for update;
    end if;
    if c.used + c.held >= p_quantities[i] then
      return query select 'limit', i, c.used, c.held, null::bigint, null::bigint[];
      return;
    end if;
    left_over := left_over || (p_quantities[i] - c.used - c.held - 1);
  end loop;
  if p_amount > 0 then
    if p_dry then
      select * into w from wallet where id = p_wallet;
    else
      select * into w from wallet where id = p_wallet for update;
    end if;
    if not found then
      raise exception 'no wallet %', p_wallet using errcode = 'no_data_found';
    end if;
    if w.posted - w.held + w.overdraft < p_amount then
      return query select 'funds', null::int, null::bigint, w.held, w.posted - w.held + w.overdraft, null::bigint[];
      return;
    end if;
  end if;
  if not p_dry then
    update counter set held = held + 1
      from unnest(p_names, p_starts) as l(n, s)
      where subscription_id = p_subscription and name = l.n and starts_at = l.s;
    if p_amount > 0 then
      update wallet set held = held + p_amount where id = p_wallet;
    end if;
    insert into hold values (p_request, p_node, p_publisher, p_consumer, p_application, p_subscription,
      p_api, p_wallet, p_amount, p_names, p_starts, p_at);
  end if;
  return query select 'held', null::int, null::bigint, null::bigint,
    case when p_amount > 0 then w.posted - w.held + w.overdraft - p_amount end, left_over;
end $$;

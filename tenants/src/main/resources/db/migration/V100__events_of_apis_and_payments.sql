-- What becomes of an API, told to its publisher and to whoever is subscribed to a product that it is in; and payments,
-- told to both sides. Written by triggers, as all events are.
create function event_of_api() returns trigger
language plpgsql security definer set search_path = public as $$
declare kinds text[] := '{}'; kind text; data jsonb; told uuid; terms jsonb; was jsonb; number int;
begin
  if not exists (select from webhook_endpoint where enabled) then
    return null;
  end if;
  select r.number, r.terms -> 'deprecation' into number, terms from api_release r where r.id = new.release_id;
  select r.terms -> 'deprecation' into was from api_release r where r.id = old.release_id;
  if old.release_id is distinct from new.release_id and new.stage <> 'retired' then
    kinds := kinds || 'published'::text;
  end if;
  if new.stage = 'deprecated' and (old.stage <> 'deprecated' or was is distinct from terms) then
    kinds := kinds || 'deprecated'::text;
  end if;
  if new.stage = 'retired' and old.stage <> 'retired' then
    kinds := kinds || 'retired'::text;
  end if;
  if kinds = '{}' then
    return null;
  end if;
  data := (select jsonb_strip_nulls(jsonb_build_object('publisher', slug, 'api', new.slug, 'name', new.name,
      'stage', new.stage, 'release', number, 'deprecation', terms)) from tenant where id = new.tenant_id);
  for told in
    select new.tenant_id
    union
    select s.consumer_id from product_api p join subscription s on s.product_id = p.product_id
    where p.api_id = new.id and s.state not in ('ended', 'rejected')
      and exists (select from webhook_endpoint e where e.tenant_id = s.consumer_id and e.enabled)
  loop
    foreach kind in array kinds loop
      perform put_event(told, 'api.' || kind, new.id::text, data);
    end loop;
  end loop;
  return null;
end $$;
create trigger told after update of release_id, stage on api for each row execute function event_of_api();

create function event_of_payment() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.state not in ('succeeded', 'declined') or (tg_op = 'UPDATE' and old.state = new.state)
      or not (wants_events(new.publisher_id) or wants_events(new.consumer_id)) then
    return null;
  end if;
  perform put_event_of_both(new.publisher_id, new.consumer_id, 'payment.' || new.state, new.id::text,
    (select jsonb_strip_nulls(jsonb_build_object('payment', new.id, 'purpose', new.purpose, 'state', new.state,
        'amount', jsonb_build_object('amount', money_text(new.amount), 'currency', new.currency),
        'publisher', p.slug, 'consumer', c.slug, 'mode', k.mode, 'invoice', new.invoice_id,
        'subscription', new.subscription_id, 'decline_code', new.decline_code))
      from tenant p, tenant c, account k
      where p.id = new.publisher_id and c.id = new.consumer_id and k.id = new.account_id));
  return null;
end $$;
create trigger told after insert or update of state on payment for each row execute function event_of_payment();

-- What was given up for an endpoint, to be counted and sent again.
create index on webhook_delivery (endpoint_id, id) where state = 'failed';

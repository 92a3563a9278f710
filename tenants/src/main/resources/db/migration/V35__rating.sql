-- What units of a plan cost, from the terms of its revision. The same sums as snapshot.Rating: exact,
-- in micro-units, rounded up once for each rated line. RatingTest holds the two equal.

-- Micro-units for 1,000,000 units. Terms are published only when that is a whole number.
create function price_per_million(p_price text, p_per numeric) returns numeric
language sql immutable parallel safe as
$$ select div(p_price::numeric * 1000000000000, p_per) $$;

-- What the first p_units of a period cost together, by one entry of the terms' prices.
create function rate_total(p_price jsonb, p_units numeric) returns numeric
language plpgsql immutable parallel safe as $$
declare
  billed numeric := greatest(p_units - coalesce((p_price ->> 'included')::numeric, 0), 0);
  per numeric := coalesce((p_price ->> 'per')::numeric, 1);
  total numeric := 0;
  below numeric := 0;
  tier record;
begin
  if billed = 0 then
    return 0;
  end if;
  if p_price ? 'pack' then
    return div(billed + (p_price #>> '{pack,size}')::numeric - 1, (p_price #>> '{pack,size}')::numeric)
      * (p_price #>> '{pack,price}')::numeric * 1000000;
  end if;
  if p_price ? 'price' then
    total := billed * price_per_million(p_price ->> 'price', per);
  elsif p_price ? 'tiers' then
    for tier in
      select (t ->> 'up_to')::numeric as up_to, t ->> 'price' as price
      from jsonb_array_elements(p_price -> 'tiers') with ordinality as a(t, n) order by n
    loop
      total := total
        + (least(billed, coalesce(tier.up_to, billed)) - below) * price_per_million(tier.price, per);
      exit when tier.up_to is null or billed <= tier.up_to;
      below := tier.up_to;
    end loop;
  elsif p_price ? 'volume' then
    select billed * price_per_million(t ->> 'price', per) into total
    from jsonb_array_elements(p_price -> 'volume') with ordinality as a(t, n)
    where (t ->> 'up_to') is null or billed <= (t ->> 'up_to')::numeric
    order by n limit 1;
  end if;
  return div(total + 999999, 1000000);
end $$;

-- What p_units more of a unit cost after p_from of the same period, in micro-units. Negative where a
-- volume reaches a cheaper tier. A unit without a price costs nothing; models' tokens are not rated
-- here, for they know no before.
create function rate_units(p_revision uuid, p_unit text, p_from bigint, p_units bigint) returns bigint
language plpgsql stable parallel safe as $$
declare
  terms jsonb;
  price jsonb;
begin
  select r.terms into strict terms from plan_revision r where r.id = p_revision;
  select p into price from jsonb_array_elements(terms -> 'prices') p
    where p ->> 'unit' = lower(p_unit) limit 1;
  if price is null and lower(p_unit) = 'requests' and terms ? 'request_price' then
    price := jsonb_build_object('price', terms -> 'request_price');
  end if;
  if price is null then
    return 0;
  end if;
  if price ? 'price' and coalesce((price ->> 'included')::numeric, 0) = 0 then
    return rate_total(price, p_units);
  end if;
  return rate_total(price, p_from::numeric + p_units) - rate_total(price, p_from);
end $$;

grant execute on function price_per_million(text, numeric) to turnpike_app, turnpike_gate;
grant execute on function rate_total(jsonb, numeric) to turnpike_app, turnpike_gate;
grant execute on function rate_units(uuid, text, bigint, bigint) to turnpike_app, turnpike_gate;

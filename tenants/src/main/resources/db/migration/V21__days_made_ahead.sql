-- A day that already has rows in the default partition stays there: it cannot be split off without
-- moving them, and nothing is gained by it. One maker at a time, for several nodes start at once.
create or replace function ensure_partitions(p_from timestamptz, p_days int) returns void
language plpgsql security definer set search_path = public as $$
declare day timestamptz; low uuid; high uuid; tab text; part text; late boolean;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_partitions'));
  for i in 0 .. p_days - 1 loop
    day := date_trunc('day', p_from at time zone 'UTC') at time zone 'UTC' + make_interval(days => i);
    low := uuid7_floor(day);
    high := uuid7_floor(day + interval '1 day');
    foreach tab in array array['call_log', 'usage_event'] loop
      part := tab || '_' || to_char(day at time zone 'UTC', 'YYYYMMDD');
      execute format('select exists (select from %I where request_id >= $1 and request_id < $2)', tab || '_rest')
        into late using low, high;
      if to_regclass(part) is null and not late then
        execute format('create table %I partition of %I for values from (%L) to (%L)', part, tab, low, high);
        call isolate_two_party(part::regclass);
      end if;
    end loop;
  end loop;
end $$;

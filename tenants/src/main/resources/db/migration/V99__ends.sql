-- That an API ends is for everybody who may know it; terms are not.
alter table api add column ending jsonb;

create or replace function release_goes_live() returns trigger language plpgsql as $$
declare
  live api_release;
begin
  if new.release_id is not distinct from old.release_id then
    return new;
  end if;
  select * into strict live from api_release where id = new.release_id and api_id = new.id;
  new.document_id := live.document_id;
  new.ending := live.terms -> 'deprecation';
  if new.stage <> 'retired' then
    new.stage := case when live.terms ? 'deprecation' then 'deprecated' else 'published' end;
  end if;
  delete from operation where api_id = new.id;
  insert into operation (tenant_id, api_id, id, method, path, summary, position, idempotent)
  select new.tenant_id, new.id, o.value ->> 'id', o.value ->> 'method', o.value ->> 'path',
    coalesce(o.value ->> 'summary', ''), o.ordinality, coalesce((o.value ->> 'idempotent')::boolean, false)
  from jsonb_array_elements(live.terms -> 'operations') with ordinality o;
  return new;
end $$;

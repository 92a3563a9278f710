-- What an API is, as it was published: releases never change, api.release_id says which one is live.
-- One-party: terms name origins, which are no business of consumers.
create table api_release (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  api_id uuid not null references api,
  number int not null check (number > 0),
  terms jsonb not null,
  document_id uuid,
  note text not null default '' check (length(note) <= 2000),
  published_by uuid references person,
  published_at timestamptz not null,
  unique (api_id, number)
);
call isolate_one_party('api_release');
grant select, insert on api_release to turnpike_app;
call gate_reads('api_release');

-- An OpenAPI document as it came, compressed (gzip). Who knows the API may read the one that is live.
create table api_document (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  api_id uuid not null references api,
  sha256 text not null check (length(sha256) = 64),
  openapi text not null,
  title text not null,
  bytes bytea not null,
  size int not null check (size between 2 and 8388608),
  report jsonb not null,
  created_at timestamptz not null,
  unique (api_id, sha256)
);
call isolate_one_party('api_document');
grant select, insert, delete on api_document to turnpike_app;
alter table api_release add foreign key (document_id) references api_document;

-- What is being changed, at most one an API.
create table api_draft (
  api_id uuid primary key references api,
  tenant_id uuid not null references tenant,
  terms jsonb not null,
  document_id uuid references api_document,
  changed_by uuid references person,
  changed_at timestamptz not null
);
call isolate_one_party('api_draft');
grant select, insert, update, delete on api_draft to turnpike_app;

alter table api
  add column release_id uuid references api_release,
  add column document_id uuid references api_document,
  add column live_since timestamptz,
  add column live_by uuid references person;

create policy catalogue on api_document for select to turnpike_app
  using (exists (select from api a where a.document_id = api_document.id));

-- What there is becomes release 1; what was never published becomes a draft.
create temporary table terms_of as
select a.id, jsonb_build_object(
  'origins', jsonb_strip_nulls(jsonb_build_object('origin', rtrim(a.origin, '/'), 'test_origin', rtrim(a.test_origin, '/'))),
  'operations', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', o.id, 'method', o.method,
      'path', o.path, 'summary', nullif(btrim(o.summary), ''), 'idempotent', nullif(o.idempotent, false))) order by o.position)
    from operation o where o.api_id = a.id), '[]')) as terms
from api a;
insert into api_release (id, tenant_id, api_id, number, terms, note, published_at)
select gen_random_uuid(), a.tenant_id, a.id, 1, t.terms, 'As it was before releases.', a.created_at
from api a join terms_of t using (id) where a.stage <> 'draft';
insert into api_draft (api_id, tenant_id, terms, changed_at)
select a.id, a.tenant_id, t.terms, a.created_at
from api a join terms_of t using (id) where a.stage = 'draft';
drop table terms_of;
update api a set release_id = r.id, live_since = r.published_at from api_release r where r.api_id = a.id;

alter table api
  drop column origin,
  drop column test_origin,
  add constraint live_or_draft check ((stage = 'draft') = (release_id is null));

-- The gateway reads operations from the release; the table stays for the catalogue.
drop trigger noted on operation;
drop policy gate on operation;
revoke select on operation from turnpike_gate;

-- The one way to make a release live: set release_id. Stage, document and the catalogue's operations follow.
create function release_goes_live() returns trigger language plpgsql as $$
declare
  live api_release;
begin
  if new.release_id is not distinct from old.release_id then
    return new;
  end if;
  select * into strict live from api_release where id = new.release_id and api_id = new.id;
  new.document_id := live.document_id;
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
create trigger goes_live before update of release_id on api for each row execute function release_goes_live();

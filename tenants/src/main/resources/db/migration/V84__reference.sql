-- A document's reference, entry by entry: a page reads one row and no document. Written once, with its document.
create table reference_entry (
  document_id uuid not null references api_document on delete cascade,
  tenant_id uuid not null references tenant,
  kind text not null check (kind in ('operation', 'schema')),
  position int not null,
  name text not null,
  method text not null,
  path text not null,
  tag text not null,
  summary text not null,
  deprecated boolean not null,
  sheet jsonb not null,
  primary key (document_id, kind, name)
);
call isolate_one_party('reference_entry');
create policy catalogue on reference_entry for select to turnpike_app
  using (document_id in (select a.document_id from api a));
grant select, insert, delete on reference_entry to turnpike_app;
create index on reference_entry (document_id, kind, position);
